import { describe, expect, test } from "vitest";
import { withPlainSpaces } from "@/lib/format/number";
import { chartSvg } from "./chart-svg";
import { toCsv } from "./csv";
import { exportFileName } from "./file-name";
import { EXPORTED } from "./fixture";
import { metricsCsv } from "./metrics-csv";
import { resultsJson } from "./results-json";
import type { Palette } from "./svg-text";
import { valuesCsv } from "./values-csv";

const rowsOf = (csv: string) => csv.trimEnd().split("\r\n");

describe("tables", () => {
  test("cells are quoted where needed, formulas defused, nothing known is nothing written", () =>
    expect(toCsv([["=1+1", 'say "a, b"', null, Number.NaN, -0.5, "-3"]])).toBe(`'=1+1,"say ""a, b""",,,-0.5,'-3\r\n`));

  test("one line a policy, holding last, full precision, a column pair a year", () => {
    const [header, yours, odd, holding] = rowsOf(metricsCsv(EXPORTED));
    expect(header).toMatch(
      /^policy,first_bar,last_bar,start_value,final_value,.*,return_2024,deepest_fall_2024,return_2025/,
    );
    expect(yours).toContain("Yours,2024-12-30T00:00:00.000Z,2025-01-01T00:00:00.000Z,10000,10800,");
    expect(yours).toContain(String(0.1 + 0.2));
    expect(odd).toMatch(/^"'=cmd\(\), ""wide"""/);
    expect(holding).toMatch(/^Holding,/);
  });

  test("every bar is a line, to the last digit", () => {
    const lines = rowsOf(valuesCsv(EXPORTED));
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^2024-12-31T00:00:00.000Z,9000.123456789011,/);
    expect(lines[3]?.split(",").at(-2)).toBe("10500");
  });

  test("a run thinned for drawing is never passed off as all bars", () =>
    expect(() => valuesCsv({ ...EXPORTED, run: { ...EXPORTED.run, bars: 4 } })).toThrow(RangeError));
});

test("the results read back to the same figures, policies and rebalances", () => {
  const read = JSON.parse(resultsJson(EXPORTED, "https://evenkeel.test/lab?run=abc"));
  expect(read.link).toBe("https://evenkeel.test/lab?run=abc");
  expect(read.spec).toEqual(EXPORTED.spec);
  expect(read.policies[0].metrics).toEqual(EXPORTED.run.strategies[0]?.metrics);
  expect(read.policies[0].events[0]).toMatchObject({ trigger: "threshold", time: "2025-01-01T00:00:00.000Z" });
  expect(read.holding.metrics.finalValue).toBe(10_500);
});

test("a file's name says what and when", () => {
  const { firstAt, lastAt } = EXPORTED.run;
  const named = { name: "Long-term core", assets: ["BTC", "ETH"], firstAt, lastAt };
  expect(exportFileName(named, "figures", "csv")).toBe("lab-long-term-core-2024-12-30-to-2025-01-01-figures.csv");
  expect(exportFileName({ ...named, name: "" }, "chart", "svg")).toBe("lab-btc-eth-2024-12-30-to-2025-01-01-chart.svg");
  expect(exportFileName({ ...named, name: "../é\u0000 /x" }, "chart", "svg")).toMatch(/^lab-e-x-2024/);
});

describe("the drawing", () => {
  const palette: Palette = {
    surface: "rgb(255, 255, 255)",
    text: "rgb(21, 24, 28)",
    soft: "rgb(75, 82, 90)",
    axis: "rgb(100, 107, 115)",
    grid: "rgb(236, 236, 232)",
    holding: "rgb(122, 128, 135)",
    font: "Inter, 'Segoe UI', sans-serif",
  };
  const svgOf = (isLog: boolean, stretch = 1) =>
    chartSvg({
      title: 'Core & <script>alert("x")</script>',
      subtitle: "BTC, ETH in USDT",
      quote: "USDT",
      lines: EXPORTED.run.strategies.map(({ curves, metrics }, index) => ({
        name: EXPORTED.names[index] ?? "",
        color: "rgb(31, 79, 196)",
        curves: { ...curves, times: curves.times.map((at) => at * stretch) },
        finalValue: metrics.finalValue,
        cagr: metrics.cagr,
      })),
      holding: {
        name: "Holding",
        color: palette.holding,
        curves: EXPORTED.run.holding.curves,
        finalValue: 10_500,
        cagr: 0.3,
      },
      marks: [EXPORTED.run.lastAt],
      isLog,
      timeZone: "UTC",
      palette,
    });

  test.each([false, true])("stands by itself: no variables, no links, no script, no bad figure (log: %s)", (isLog) => {
    const svg = withPlainSpaces(svgOf(isLog));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    expect(svg).not.toMatch(/var\(|<script|href|NaN|Infinity|undefined|class=/);
    expect(svg).toContain("&lt;script&gt;");
    // Two days are no year: the end value stands alone.
    expect(svg).toContain(">10,800<");
    expect(svg).not.toContain("a year");
    expect(svg).toContain("stroke-dasharray");
  });

  test("a year's return stands beside the end value", () => {
    expect(withPlainSpaces(svgOf(false, 365))).toContain("10,800, +30.0 % a year");
  });

  test("every tag that is opened is closed", () => {
    const open: string[] = [];
    for (const [, slash, name, self] of svgOf(false).matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (slash) expect(open.pop()).toBe(name);
      else if (!self) open.push(name ?? "");
    }
    expect(open).toEqual([]);
  });
});
