/** Every figure a policy has, as its field: bounds and unit are those of the one table, on screen as in the refusal. */
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type FigureBound, POLICY_BOUNDS } from "@/lib/engine/model";
import { FIGURE_UNITS, type PolicyPart } from "@/lib/schemas/policy-rules/figures";
import { PolicyFigure } from "./policy-figure";

const PARTS = Object.entries(POLICY_BOUNDS) as [PolicyPart, Readonly<Record<string, FigureBound>>][];

/** `name` is any of the part's: which parts have which, the compiler cannot tell for all of them at once. */
const field = (part: PolicyPart, name: string, value: number | null) =>
  renderToStaticMarkup(
    <PolicyFigure
      part={part}
      name={name as never}
      path={part}
      values={{ [name]: value }}
      problems={[{ path: "limits.cashMin", message: "Too little." }]}
      label="Figure"
      step="1"
      onChange={() => {}}
    />,
  );
const attribute = (html: string, name: string) => new RegExp(`<input[^>]* ${name}="([^"]*)"`).exec(html)?.[1] ?? null;

test.each(PARTS)("%s: each field knows how far its figure may go, in the unit shown", (part, bounds) => {
  for (const [name, { min, max, isMinOut, isMaxOut, unit }] of Object.entries(bounds)) {
    const { scale, suffix } = unit === null ? { scale: 1, suffix: undefined } : FIGURE_UNITS[unit];
    const html = field(part, name, max ?? min);
    expect(attribute(html, "aria-valuemin"), name).toBe(isMinOut ? null : String(min * scale));
    expect(attribute(html, "aria-valuemax"), name).toBe(isMaxOut || max === null ? null : String(max * scale));
    expect(attribute(html, "aria-valuenow"), name).toBe(String((max ?? min) * scale));
    expect(html.includes(`aria-hidden="true">${suffix}<`), name).toBe(suffix !== undefined);
  }
});

test("a figure that may be below zero brings a keyboard with a minus, a whole one the digits", () => {
  expect(attribute(field("trendGuard", "momentumMin", 0), "inputMode")).toBe("text");
  expect(attribute(field("rule", "top", 2), "inputMode")).toBe("numeric");
  expect(attribute(field("limits", "cashMin", 0.1), "inputMode")).toBe("decimal");
});

test("its problem is found by its path; a figure that is none stands empty", () => {
  const wrong = field("limits", "cashMin", 0.1);
  expect(attribute(wrong, "aria-invalid")).toBe("true");
  expect(wrong).toContain("Too little.");
  const empty = field("limits", "priceJumpMax", null);
  expect(attribute(empty, "aria-invalid")).toBeNull();
  expect(attribute(empty, "value")).toBe("");
  expect(attribute(empty, "aria-valuenow")).toBeNull();
});
