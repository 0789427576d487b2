import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { StopNow } from "./stop-now";

type Stop = ComponentProps<typeof StopNow>["stop"];
const DAY = Date.UTC(2026, 10, 2);
const ARMED: Stop = {
  phase: "armed",
  fall: 0.12,
  drop: 0.3,
  peakAt: DAY,
  measuredFrom: null,
  firstBelowAt: null,
  since: DAY,
  safeAsset: "USDT",
};

const html = (change: Partial<Stop>) => renderToStaticMarkup(<StopNow stop={{ ...ARMED, ...change }} />);
const text = (change: Partial<Stop>) =>
  html(change)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
/** The marks on the axis, from the left: the fall, what of it is past the stop, the stop. */
const marks = (change: Partial<Stop>) =>
  html(change)
    .match(/<i [^>]*>/g)
    ?.map((mark) => mark.match(/style="([^"]*)"/)?.[1]);

test("under the peak: how far, and what is left to the stop", () => {
  expect(text({})).toContain("12.0 % under its peak of 2 Nov");
  expect(text({})).toContain("18.0 pp left to the stop");
  expect(marks({})).toEqual(["width:32.00%", "left:80.00%"]);
});

test("at the peak nothing has fallen; a peak measured since a day names it", () => {
  expect(text({ fall: 0 })).toContain("stands at its peak; the stop is 30 % below");
  expect(text({ fall: 0, measuredFrom: DAY })).toContain("The peak is measured from 2 Nov");
});

test("past the stop: what is over it is drawn apart, and what happens next is said", () => {
  expect(text({ fall: 0.4 })).toContain("past the stop");
  expect(marks({ fall: 0.4 })).toEqual(["width:71.43%", "left:71.43%;width:23.81%", "left:71.43%"]);
});

test("stopped: since when, and where everything is", () => {
  expect(text({ phase: "stopped", fall: 0.31 })).toMatch(/Stopped since 2 Nov .* everything is in Tether/);
});
