import { twMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cx } from "./cx";

test("of two utilities for one property the later stays, so that a caller bends a primitive", () => {
  expect(cx("h-8 px-3 max-md:h-10", "h-11")).toBe("px-3 max-md:h-10 h-11");
  expect(cx("bg-surface", false, undefined, { "bg-hover": true })).toBe("bg-hover");
});

test("the theme's own names fall into the right group", () => {
  expect(cx("text-figure", "text-text-faint")).toBe("text-figure text-text-faint");
  expect(cx("text-2xs text-text-soft", "text-xs")).toBe("text-text-soft text-xs");
  expect(cx("shadow-card text-negative/35", "shadow-float")).toBe("text-negative/35 shadow-float");
  expect(cx("animate-float-in", "animate-spin")).toBe("animate-spin");
});

// tailwind-merge with its default list is the measure where our theme's names mean the same to both.
test.each([
  ["px-3 py-2 max-md:px-1", "p-0"],
  ["p-0", "pl-4"],
  ["px-5 max-md:px-3.5", "pr-1 max-md:pl-0"],
  ["mt-1 ml-auto -my-1", "mx-2"],
  ["inline-flex", "hidden md:block"],
  ["flex flex-wrap flex-col", "flex-row flex-none"],
  ["grid grid-cols-2 gap-5", "gap-x-2 grid-cols-[1fr_auto]"],
  ["gap-x-2 gap-y-3", "gap-1"],
  ["w-8 h-8 min-w-0", "size-4 max-w-full"],
  ["text-xs text-right text-ellipsis leading-5", "text-left text-base"],
  ["font-medium font-sans", "font-mono font-normal"],
  ["border border-b-2", "border-0"],
  ["border-t border-r-0", "border-t-0"],
  ["rounded-md rounded-full", "rounded-[4px]"],
  ["absolute inset-0 top-1", "inset-x-2 relative"],
  ["items-center justify-between justify-items-start", "items-start justify-end"],
  ["overflow-hidden whitespace-nowrap opacity-50", "whitespace-normal opacity-100"],
  ["hover:underline underline", "no-underline"],
  ["bg-no-repeat bg-(image:--image-chevron) bg-size-[12px]", "bg-size-[10px]"],
  ["before:size-2 before:*:size-3", "before:size-4"],
  ["max-md:[&>button]:h-11 h-8", "max-md:[&>button]:h-10"],
  ["tracking-tight leading-5", "leading-none tracking-[-0.01em]"],
  ["h-8!", "h-9"],
  ["inset-0 inset-ring inset-ring-warning", "inset-x-2 inset-ring-accent"],
  ["border border-t-2 border-dashed border-warning", "border-dotted border-accent"],
  ["border-x border-y border-accent", "border-x-0 border-transparent"],
  ["border-b border-b-accent", "border-warning"],
  ["col-span-2 col-start-2 row-start-1", "col-span-full row-start-3"],
  ["rounded-lg rounded-b-none", "rounded-t-md"],
  ["rounded-t-lg", "rounded-md"],
  ["overflow-x-auto", "overflow-hidden"],
])("%j bent by %j is what the default list makes of it", (own, bend) => {
  expect(cx(own, bend)).toBe(twMerge(own, bend));
});
