import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Banner } from "./banner";
import { Button } from "./button";
import { Callout } from "./callout";
import { Checkbox } from "./checkbox";
import { Field } from "./field";
import { NumberInput } from "./number-input";
import { Segmented } from "./segmented";
import { Table, Td } from "./table";
import { TextInput } from "./text-input";

const render = (element: ReactElement) => renderToStaticMarkup(element);

test("a busy button says so, turns a ring in place of its icon and stays a button", () => {
  const html = render(
    <Button isBusy icon={<i id="own" />} disabled={false}>
      Save
    </Button>,
  );
  expect(html).toContain('aria-busy="true"');
  expect(html).toContain('aria-disabled="true"');
  expect(html).toContain("animate-spin");
  expect(html).not.toContain('id="own"');
});

test("a button with an address is a link; one that is off is none", () => {
  expect(render(<Button href="/lab">Lab</Button>)).toMatch(/^<a [^>]*href="\/lab"/);
  expect(
    render(
      <Button href="/lab" disabled>
        Lab
      </Button>,
    ),
  ).toMatch(/^<button [^>]*disabled/);
});

test("a button without text is square, and as wide as a finger on a phone", () => {
  const html = render(<Button aria-label="Close" icon={<i />} />);
  expect(html).toContain("w-8");
  expect(html).toContain("max-md:w-10");
  expect(html).not.toContain("px-3");
});

test("a field names its input, what helps and what is wrong", () => {
  const html = render(
    <Field label="Fee" hint="Of every trade." error="Write a number.">
      <TextInput />
    </Field>,
  );
  const id = /for="([^"]+)"/.exec(html)?.[1];
  expect(html).toContain(`id="${id}"`);
  expect(html).toContain(`aria-describedby="${id}-hint ${id}-error"`);
  expect(html).toContain('aria-invalid="true"');
  expect(html).toMatch(/role="alert"[^>]*>Write a number\./);
  const calm = render(
    <Field label="Fee">
      <TextInput />
    </Field>,
  );
  expect(calm).not.toContain("aria-invalid=");
  expect(calm).not.toContain("aria-describedby=");
});

test("a number input leaves space for its suffix and hides it from readers", () => {
  const html = render(<NumberInput value="5" onChange={() => {}} suffix="%" aria-label="Share" />);
  expect(html).toContain("padding-right:calc(1ch + 18px)");
  expect(html).toMatch(/aria-hidden="true">%/);
});

test("a number that arrow keys move is a spin button with its ends; one that is only typed is not", () => {
  const input = (value: string, step?: string) =>
    render(<NumberInput value={value} step={step} min={0} max={50} onChange={() => {}} aria-label="Share" />);
  expect(input("5", "1")).toMatch(/role="spinbutton" aria-valuemin="0" aria-valuemax="50" aria-valuenow="5"/);
  expect(input("5.", "1")).toContain('aria-valuenow="5"');
  expect(input("", "1")).not.toContain("aria-valuenow");
  expect(input("5")).not.toContain("spinbutton");
});

test("what is wrong interrupts, what is calm does not", () => {
  expect(render(<Callout tone="negative" title="Not saved" />)).toContain('role="alert"');
  expect(render(<Callout tone="warning" title="Keep the key" />)).not.toContain("role=");
  expect(render(<Banner tone="calm" title="Holding." />)).not.toContain('<p class="flex');
});

test("the chosen segment is pressed, the others are not", () => {
  const html = render(<Segmented label="Span" options={["1D", "1W"]} value="1W" onChange={() => {}} />);
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(1);
  expect(html).toMatch(/aria-pressed="true"[^>]*>1W/);
});

test("a checkbox's own class bends its label, never its box", () => {
  const html = render(
    <Checkbox checked onChange={() => {}} className="min-h-0">
      Keep
    </Checkbox>,
  );
  expect(html).toMatch(/^<label class="[^"]*min-h-0/);
  expect(html).not.toMatch(/<label class="[^"]*min-h-6/);
});

test("a cell of a stacked table names its place", () => {
  const html = render(
    <Table isStacked>
      <tbody>
        <tr>
          <Td place={1}>BTC</Td>
          <Td place="hide" isNumeric>
            1
          </Td>
        </tr>
      </tbody>
    </Table>,
  );
  expect(html).toContain('<td data-place="1">BTC');
  expect(html).toContain('data-place="hide"');
});
