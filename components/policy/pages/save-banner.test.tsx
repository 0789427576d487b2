import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { SaveBanner } from "./save-banner";

vi.mock("next/navigation", () => ({
  usePathname: () => "/portfolios/1/policy",
  useSearchParams: () => new URLSearchParams(),
}));

const IDLE = { view: null, state: "current", problem: null, error: null } as const;

function bar(change: Partial<ComponentProps<typeof SaveBanner>> = {}): string {
  const props = { isDirty: true, problems: [], preview: IDLE, isSaving: false, error: null, ...change };
  const html = renderToStaticMarkup(
    <SaveBanner baseCurrency="USDT" label="Save as version 2" onSave={() => {}} onDiscard={() => {}} {...props} />,
  );
  return html.replace(/ class="[^"]*"/g, "");
}
const text = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const saveButton = (html: string) => html.match(/<button[^>]*>(?=[^<]*(?:<span[^>]*><\/span>)?Save as version 2)/)?.[0];

test("with nothing to save there is no bar", () => {
  expect(bar({ isDirty: false })).toBe("");
});

test("what is wrong stands first, with the way there, and nothing can be saved", () => {
  const html = bar({
    problems: [
      { path: "stop.drop", message: "Between 0.1 and 99.9 %." },
      { path: "targets", message: "Add at least one asset." },
    ],
  });
  expect(text(html)).toContain("Between 0.1 and 99.9 %. And 1 more. Show it, on Portfolio stop");
  expect(saveButton(html)).toContain(" disabled");
});

test("a refusal of the server is shown, and saving may be tried again", () => {
  const html = bar({ error: "The server did not answer." });
  expect(text(html)).toContain("The server did not answer.");
  expect(saveButton(html)).not.toContain(" disabled");
});

test("while it saves, the button is busy and nothing can be discarded", () => {
  const html = bar({ isSaving: true });
  expect(saveButton(html)).toContain('aria-busy="true"');
  expect(html).toMatch(/<button[^>]* disabled=""[^>]*>Discard/);
});

test("while it measures it says so; a portfolio to be created has no note and nothing to discard", () => {
  const html = bar({ preview: { ...IDLE, state: "loading" }, onDiscard: undefined, title: "Not created yet" });
  expect(text(html)).toContain("Not created yet measuring what it would trade");
  expect(html).not.toContain("Discard");
  expect(html).not.toContain("<input");
});
