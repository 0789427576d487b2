import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { LabCell } from "@/components/lab/worker/protocol";
import { withPlainSpaces } from "@/lib/format/number";
import { HeatMap } from "./heat-map";

const BANDS = [0.1, 0.2];
const INTERVALS = [1, 7];
const cell = (index: number, aheadPerYear: number): LabCell => ({
  index,
  totalReturn: aheadPerYear / 4,
  ahead: aheadPerYear / 4,
  cagr: aheadPerYear,
  aheadPerYear,
  maxDrawdown: -0.3,
  turnover: 0.05,
  turnoverPerYear: 0.2,
  events: 10,
  finalValue: 15_000,
});

function htmlOf(of: Partial<Parameters<typeof HeatMap>[0]> = {}): string {
  return renderToStaticMarkup(
    <HeatMap
      kind="relative"
      bands={BANDS}
      intervals={INTERVALS}
      fresh={[cell(0, 0.01), cell(1, 0.05), null, null]}
      stale={[null, null, cell(2, 0.02), null]}
      figure="ahead"
      destination="target"
      isFine={false}
      span={{ firstAt: 0, lastAt: 400 * 86_400_000 }}
      current={{ band: 0.1, intervalDays: 1, destination: "target" }}
      own={null}
      onPick={() => {}}
      {...of}
    />,
  );
}
const cellsOf = (of?: Parameters<typeof htmlOf>[0]) => htmlOf(of).match(/<td[^>]*data-place[^>]*>/g) ?? [];
const whichHave = (cells: readonly string[], mark: string) =>
  cells.flatMap((each, place) => (each.includes(mark) ? [place] : []));

describe("the map's cells", () => {
  test("older answers are marked as such, unknown ones have no colour and say so", () => {
    const cells = cellsOf();
    expect(whichHave(cells, "data-stale")).toEqual([2]);
    expect(whichHave(cells, "data-step")).toEqual([0, 1, 2]);
    expect(whichHave(cells, "not computed yet")).toEqual([3]);
  });

  test("yours and the best are marks with labels, each on one cell", () => {
    const cells = cellsOf();
    expect(whichHave(cells, 'aria-current="true"')).toEqual([0]);
    expect(whichHave(cells, ", yours")).toEqual([0]);
    expect(whichHave(cells, "data-best")).toEqual([1]);
    expect(whichHave(cells, ", best")).toEqual([1]);
  });

  test("a policy that trades to elsewhere, or stands between cells, rings none and is read by its own figures", () => {
    expect(whichHave(cellsOf({ destination: "edge" }), "aria-current")).toEqual([]);
    const off = { band: 0.19, intervalDays: 9, destination: "target" } as const;
    expect(whichHave(cellsOf({ current: off }), "aria-current")).toEqual([]);
    const html = htmlOf({ current: off, own: cell(-1, 0.034) });
    expect(html).toContain("none is ringed");
    expect(withPlainSpaces(html.replace(/<[^>]+>/g, ""))).toContain("Yours: 19 % band, every 9 days. +3.4 % a year");
  });

  test("where no cell could be yours it says why, and still reads yours", () => {
    const html = htmlOf({ current: null, own: cell(-1, 0.034) });
    expect(html).toContain("No cell is yours");
    expect(html).toContain("Yours: as it stands");
  });

  test("below a year nothing is told by the year, in the cells nor around them", () => {
    const short = { firstAt: 0, lastAt: 120 * 86_400_000 };
    const textOf = (figure: "ahead" | "cagr" | "turnover", span = short) =>
      withPlainSpaces(htmlOf({ figure, span }).replace(/<[^>]+>/g, " ")).replace(/\s+/g, " ");
    for (const figure of ["ahead", "cagr", "turnover"] as const) {
      expect(textOf(figure)).toContain("(not annualised: 120 days)");
      expect(textOf(figure)).not.toContain("a year");
      expect(textOf(figure, { firstAt: 0, lastAt: 364 * 86_400_000 })).toContain("a year");
    }
    expect(textOf("ahead")).toContain("1 day +0.3 +1.3 1 week +0.5");
    expect(textOf("cagr")).toContain("+0.3 % in these 4 months, +0.3 pp against holding");
    expect(textOf("turnover")).toContain("turnover 5 %, 10 rebalances");
  });

  test("one cell takes the Tab key: yours, or the first", () => {
    const off = { band: 0.2, intervalDays: 1, destination: "target" } as const;
    expect(whichHave(cellsOf({ current: off }), 'tabindex="0"')).toEqual([1]);
    expect(whichHave(cellsOf({ current: null }), 'tabindex="0"')).toEqual([0]);
  });
});
