import { expect, test } from "vitest";
import { cx } from "./cx";

test("of two utilities for one property the later stays, so that a caller bends a primitive", () => {
  expect(cx("h-8 px-3 max-md:h-10", "h-11")).toBe("px-3 max-md:h-10 h-11");
  expect(cx("bg-surface", false, undefined, { "bg-hover": true })).toBe("bg-hover");
});

test("the theme's own names fall into the right group", () => {
  expect(cx("text-figure", "text-text-faint")).toBe("text-figure text-text-faint");
  expect(cx("text-2xs text-text-soft", "text-xs")).toBe("text-text-soft text-xs");
  expect(cx("shadow-sheet text-negative/35", "shadow-float")).toBe("text-negative/35 shadow-float");
  expect(cx("animate-float-in", "animate-spin")).toBe("animate-spin");
});
