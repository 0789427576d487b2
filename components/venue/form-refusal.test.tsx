import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { errorAt, isShownAt } from "./form-problem";
import { FormRefusal } from "./form-refusal";

const FIELDS = ["name", "balances"];
const refusal = (path: string | null) =>
  renderToStaticMarkup(<FormRefusal problem={{ path, message: "No." }} title="Not added" fields={FIELDS} />);

test("what a field of the form shows is not said twice", () => {
  expect(refusal("name")).toBe("");
  expect(refusal("balances[2].quantity")).toBe("");
  expect(errorAt({ path: "name", message: "No." }, "name")).toBe("No.");
  expect(errorAt({ path: "names", message: "No." }, "name")).toBeUndefined();
});

test("what none of them shows stands over the button, whatever its path", () => {
  for (const path of [null, "venueId", "nameOfIt", "note"]) {
    expect(isShownAt({ path, message: "No." }, FIELDS)).toBe(false);
    expect(refusal(path)).toMatch(/role="alert".*Not added.*No\./s);
  }
});

test("without a title the reason is the title; without a refusal nothing stands there", () => {
  expect(renderToStaticMarkup(<FormRefusal problem={{ path: null, message: "Too much." }} />)).toContain("Too much.");
  expect(renderToStaticMarkup(<FormRefusal problem={null} title="Not added" />)).toBe("");
});
