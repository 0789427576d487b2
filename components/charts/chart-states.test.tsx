import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { findLead } from "@/lib/engine/performance/lead";
import { AllocationGauge, gaugeScale } from "./allocation-gauge";
import { BandTrace } from "./band-trace";
import { Reading } from "./crosshair";
import { EventMarks } from "./event-marks";
import { ReadingTable } from "./reading-table";
import type { SeriesView } from "./types";
import { ValueChart } from "./value-chart";
import { WeightsChart } from "./weights-chart";

const render = (element: ReactElement) => renderToStaticMarkup(element);
const textOf = (element: ReactElement) =>
  render(element)
    .replace(/<[^>]+>/g, " ")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();

const DAY = 86_400_000;
const START = Date.UTC(2026, 9, 1);

function seriesOf(values: readonly string[], held: readonly (string | null)[] = values.map(() => null)): SeriesView {
  return {
    range: "1M",
    pointCount: values.length,
    storedCount: values.length,
    at: values.map((_, index) => START + index * DAY),
    value: values,
    held,
    portfolioDrift: values.map(() => 0.01),
    targets: [
      {
        key: "BTC",
        name: "Bitcoin",
        weight: values.map(() => 0.5),
        target: values.map(() => 0.4),
        band: values.map(() => 0.05),
      },
    ],
    events: [],
    valueNow: values.at(-1) ?? null,
    heldNow: held.at(-1) ?? null,
    lead: findLead({ at: values.map((_, index) => START + index * DAY), value: values, held }, 0),
    widestDrift: { at: START, drift: 0.01 },
  };
}

describe("a chart of value", () => {
  test("says why there is nothing to draw", () => {
    expect(textOf(<ValueChart series={seriesOf([])} unit="USDT" />)).toContain("No value is recorded");
    expect(textOf(<ValueChart series={seriesOf(["1", "2"])} unit="USDT" />)).toContain("Too few checks");
  });

  test("takes the keyboard, is named by its figures, and offers them as a table", () => {
    const html = render(<ValueChart series={seriesOf(["1000", "1010", "1020"])} unit="USDT" />);
    expect(html).toMatch(/role="group"[^>]*aria-label="Value from [^"]*1,000[^"]*to[^"]*1,020[^"]*Arrow keys/);
    expect(html).toContain('tabindex="0"');
    expect(html).toContain("Show as table");
  });

  test("names the widest distance from holding as a lead or as a gap", () => {
    const lead = seriesOf(["1000", "1100", "1050"], ["1000", "1000", "1000"]);
    expect(textOf(<ValueChart series={lead} unit="USDT" />)).toMatch(/The lead was 100 USDT .* 2 Oct/);
    const gap = seriesOf(["1000", "900", "950"], ["1000", "1000", "1000"]);
    expect(textOf(<ValueChart series={gap} unit="USDT" />)).toMatch(/The gap was 100 USDT/);
    const none = seriesOf(["1000", "900", "950"], ["1000", "900", "950"]);
    expect(textOf(<ValueChart series={none} unit="USDT" />)).toContain("it would be worth the same");
  });
});

describe("a chart of weights", () => {
  test("in bands says where each stands to its own", () => {
    const text = textOf(<WeightsChart series={seriesOf(["1", "2", "3"])} view="bands" colors={{}} />);
    expect(text).toContain("Bitcoin");
    expect(text).toContain("outside 35.0 to 45.0 %");
  });

  test("stacked is read with the keyboard too", () =>
    expect(render(<WeightsChart series={seriesOf(["1", "2", "3"])} view="stacked" colors={{}} />)).toMatch(
      /role="group"[^>]*aria-label="Weights stacked, now Bitcoin 50.0.%\. Arrow keys/,
    ));
});

describe("figures of a chart as a table", () => {
  const times = [1, 2, 3, 4, 5].map((day) => START + day * DAY);
  const columns = [{ key: "place", name: "Place", figure: (index: number) => `no ${index}` }];

  test("newest first", () => {
    const text = textOf(<ReadingTable times={times} columns={columns} />);
    expect(text.match(/no \d/g)).toEqual(["no 4", "no 3", "no 2", "no 1", "no 0"]);
  });

  test("a long record is thinned, and keeps its latest", () => {
    const text = textOf(<ReadingTable times={times} columns={columns} most={2} />);
    expect(text.match(/no \d/g)).toEqual(["no 4", "no 2", "no 0"]);
  });
});

test("a reading names the date, its figures and what happened", () => {
  const rows = [{ name: "Portfolio", figure: "48,213.07" }];
  const text = textOf(<Reading at={START} format="date" rows={rows} notes={["Rebalanced"]} />);
  expect(text).toBe("1 Oct 2026 Portfolio 48,213.07 Rebalanced");
});

test("an event leads somewhere or is a named mark", () => {
  const event = { at: START, kind: "rebalance", label: "Rebalanced", href: "/rebalances/r1" } as const;
  const marks = (href: string | null) =>
    render(<EventMarks events={[{ ...event, href }]} xOf={() => 100} bottom={24} onRead={() => {}} />);
  expect(marks(event.href)).toMatch(/<a [^>]*href="\/rebalances\/r1"/);
  expect(marks(event.href)).toContain('aria-label="Rebalanced"');
  expect(marks(null)).toMatch(/role="img"[^>]*aria-label="Rebalanced"/);
});

describe("a gauge says what it draws", () => {
  const row = { name: "Bitcoin", weight: 0.474, target: 0.4, band: 0.025, isOutside: true };
  const scale = gaugeScale([row]);
  const html = (change: Partial<typeof row>, after?: number) =>
    render(<AllocationGauge row={{ ...row, ...change }} scale={scale} after={after} />);

  test("outside, inside and after a plan", () => {
    expect(html({})).toContain("47.4 percent, target 40, band 37.5 to 42.5, outside its band");
    expect(html({ weight: 0.41, isOutside: false })).not.toContain("outside its band");
    expect(html({}, 0.4125)).toContain("47.4 percent before, 41.3 after");
  });

  test("too much is hatched beyond the band, too little is dotted up to it", () => {
    expect(html({}).match(/<i /g)).toHaveLength(html({ weight: 0.41, isOutside: false }).match(/<i /g)!.length + 1);
    expect(html({})).not.toContain("border-dotted");
    expect(html({ weight: 0.3 })).toContain("border-dotted");
  });
});

test("a trace needs three weights", () => {
  expect(textOf(<BandTrace name="Bitcoin" weights={[0.4, null, 0.41]} target={0.4} band={0.05} />)).toBe(
    "too little history",
  );
  expect(render(<BandTrace name="Bitcoin" weights={[0.4, 0.41, 0.5]} target={0.4} band={0.05} />)).toContain(
    "now 50, outside its band",
  );
});
