import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LabSample } from "@/components/lab/worker/protocol";
import { withPlainSpaces } from "@/lib/format/number";
import { highestOf, quantileDots } from "./dots";
import { fallSentence, spreadSentence } from "./sentences";
import { lengthLabel, usualSettings, windowsFor } from "./settings";
import { sharedScales } from "./spread-scales";
import { quantile, summarise } from "./summary";

const sample = (lead: number, maxDrawdown = -0.3): LabSample => ({
  at: 0,
  totalReturn: 0.05 + lead / 2,
  holdingReturn: 0.05,
  cagr: 0.1 + lead,
  holdingCagr: 0.1,
  maxDrawdown,
  holdingMaxDrawdown: -0.4,
});
const leads = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 300 });

describe("many runs in few figures", () => {
  test("quantiles as spreadsheets have them", () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile([1, 2, 3, 4, 5], share))).toEqual([1, 2, 3, 4.6, 5]);
    expect(quantile([7], 0.3)).toBe(7);
  });

  test("quantiles lie in order inside the range", () =>
    fc.assert(
      fc.property(leads, (values) => {
        const summary = summarise(
          values.map((lead) => sample(lead)),
          true,
        );
        const { p5, p25, median, p75, p95 } = summary?.lead ?? { p5: 1, p25: 0, median: 0, p75: 0, p95: 0 };
        expect([p5, p25, median, p75, p95]).toEqual([p5, p25, median, p75, p95].toSorted((a, b) => a - b));
        expect(p5).toBeGreaterThanOrEqual((summary?.leads[0] ?? 0) - 1e-12);
      }),
    ));

  test("the sentence counts and ranges", () => {
    const summary = summarise(
      [-0.06, -0.04, -0.02, 0.01].map((lead) => sample(lead)),
      true,
    );
    expect(summary && withPlainSpaces(spreadSentence(summary, "starts", "a year"))).toBe(
      "Of 4 starts, 1 ended ahead of holding; the middle half between \u22124.5 and \u22121.3 pp a year.",
    );
    expect(summary && withPlainSpaces(fallSentence(summary))).toBe(
      "The deepest fall was smaller than holding's in 4 of 4. In the middle it was 30 %, holding's 40 %.",
    );
    const none = summarise([sample(-0.1), sample(-0.2)], true);
    expect(none && spreadSentence(none, "paths", "a year")).toMatch(/^Of 2 paths, none ended ahead of holding;/);
    expect(summarise([], true)).toBeNull();
  });

  test("runs shorter than a year are told by their own length", () => {
    const summary = summarise(
      [-0.06, -0.04, -0.02, 0.01].map((lead) => sample(lead)),
      false,
    );
    expect(summary && withPlainSpaces(spreadSentence(summary, "starts", "in 6 months"))).toBe(
      "Of 4 starts, 1 ended ahead of holding; the middle half between \u22122.3 and \u22120.6 pp in 6 months.",
    );
  });

  test("fifty dots are fifty equal shares, none astride holding's line", () =>
    fc.assert(
      fc.property(leads, fc.integer({ min: 4, max: 14 }), (values, size) => {
        const sorted = Float64Array.from(values).sort();
        const zero = 200;
        const dots = quantileDots(sorted, 50, (value) => zero + value * 90, size);
        expect(dots).toHaveLength(Math.min(50, values.length));
        for (const dot of dots) expect(dot.value > 0 ? dot.x > zero : dot.x < zero).toBe(true);
        const places = new Set(dots.map((dot) => `${dot.x} ${dot.level}`));
        expect(places.size).toBe(dots.length);
        expect(highestOf(dots)).toBeLessThanOrEqual(dots.length);
      }),
    ));

  test("both panels stand on one axis that holds every dot and holding's line", () =>
    fc.assert(
      fc.property(leads, leads, (left, right) => {
        const [one, two] = [left, right].map((values) =>
          summarise(
            values.map((lead) => sample(lead)),
            true,
          ),
        );
        const { lead } = sharedScales([one ?? null, two ?? null]);
        expect(lead.min).toBeLessThan(0);
        expect(lead.max).toBeGreaterThan(0);
        for (const each of [one, two]) {
          expect(lead.min).toBeLessThanOrEqual(quantile(each?.leads ?? [], 0.01) * 100);
          expect(lead.max).toBeGreaterThanOrEqual(quantile(each?.leads ?? [], 0.99) * 100);
        }
        expect(lead.ticks.length).toBeGreaterThanOrEqual(2);
        for (const tick of lead.ticks) expect(tick >= lead.min && tick <= lead.max).toBe(true);
      }),
    ));

  test("what is offered fits the history", () => {
    expect(usualSettings(1826)).toMatchObject({ windowDays: 365, blockDays: 30 });
    expect(usualSettings(400).windowDays).toBe(182);
    expect(usualSettings(60).windowDays).toBe(30);
    expect([40, 365, 548, 1096, 1280].map(lengthLabel)).toEqual([
      "40 days",
      "1 year",
      "18 months",
      "3 years",
      "3.5 years",
    ]);
    expect(windowsFor(400).map(({ days }) => days)).toEqual([91, 182]);
  });
});
