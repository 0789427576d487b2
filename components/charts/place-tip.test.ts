import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ink, placeTip } from "./place-tip";

const chart = { width: 800, height: 400 };
const tip = { width: 200, height: 120 };
const room = { above: 0, below: 0 };
const nothing: Ink = () => [];

describe("where a tooltip stands", () => {
  test("beside the crosshair, on the side with more space", () => {
    expect(placeTip({ x: 100, tip, chart, room, ink: nothing })).toEqual({ left: 112, top: 6 });
    expect(placeTip({ x: 700, tip, chart, room, ink: nothing })).toEqual({ left: 488, top: 6 });
  });

  test("under a line that runs at the top, over one that runs at the bottom", () => {
    expect(placeTip({ x: 100, tip, chart, room, ink: () => [[0, 60]] }).top).toBe(66);
    expect(placeTip({ x: 100, tip, chart, room, ink: () => [[200, 390]] }).top).toBe(6);
  });

  test("flips where only the other side is free", () => {
    const ink: Ink = (from) => (from >= 300 ? [[0, 400]] : []);
    expect(placeTip({ x: 300, tip, chart, room, ink })).toEqual({ left: 88, top: 6 });
  });

  test("leaves the chart where lines are everywhere: above, else below; a phone's corner if one is free", () => {
    const full: Ink = () => [[0, 400]];
    expect(placeTip({ x: 400, tip, chart, room: { above: 300, below: 300 }, ink: full })).toEqual({
      left: 300,
      top: -126,
    });
    expect(placeTip({ x: 400, tip, chart, room: { above: 50, below: 300 }, ink: full }).top).toBe(406);
    const phone = { width: 340, height: 400 };
    const onPhone = (ink: Ink) => placeTip({ x: 20, tip, chart: phone, room: { above: 300, below: 0 }, ink });
    expect(onPhone(full)).toEqual({ left: 0, top: -126 });
    expect(onPhone(() => [[0, 100]])).toEqual({ left: 0, top: 106 });
  });
});

test("while there is a way out of the chart no line is covered, nor does it leave the chart's width", () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 120 }))
    .map(([top, length]) => [top, Math.min(400, top + length)] as const);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.array(interval, { maxLength: 6 }), (x, ink) => {
      const { left, top } = placeTip({ x, tip, chart, room: { above: 200, below: 0 }, ink: () => ink });
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + tip.width).toBeLessThanOrEqual(chart.width);
      for (const [from, to] of ink) expect(top >= to || top + tip.height <= from).toBe(true);
    }),
  );
});
