/** One of the files of an export. The drawing reads the tokens of the page, so this runs in the browser. */

import { formatPercent } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import { CHART_HEIGHT, CHART_WIDTH } from "./chart-layout";
import { chartSvg } from "./chart-svg";
import { lightColors, lightPalette } from "./light-palette";
import { metricsCsv } from "./metrics-csv";
import { svgToPng } from "./png";
import { resultsJson } from "./results-json";
import { valuesCsv } from "./values-csv";
import { type ExportedRun, HOLDING_NAME } from "./what";

export type WhichFile = "metrics" | "values" | "results" | "svg" | "png";

interface MakeOptions {
  link: string;
  colors: readonly string[];
  timeZone: string;
}

export async function makeFile(which: WhichFile, exported: ExportedRun, options: MakeOptions) {
  switch (which) {
    case "metrics":
      return { content: metricsCsv(exported), type: "text/csv" };
    case "values":
      return { content: valuesCsv(exported), type: "text/csv" };
    case "results":
      return { content: resultsJson(exported, options.link), type: "application/json" };
    case "svg":
      return { content: drawing(exported, options), type: "image/svg+xml" };
    case "png":
      return { content: await svgToPng(drawing(exported, options), CHART_WIDTH, CHART_HEIGHT), type: "image/png" };
  }
}

function drawing({ spec, names, run, assets }: ExportedRun, { colors, timeZone }: MakeOptions): string {
  const resolved = lightColors(colors);
  const chosen = spec.chosen;
  const lines = run.strategies.map(({ curves, metrics }, index) => ({
    name: names[index] ?? `Policy ${index + 1}`,
    color: resolved[index] ?? "#000",
    curves,
    finalValue: metrics.finalValue,
    cagr: metrics.cagr,
  }));
  // The chosen one is drawn on top and leads.
  const ordered = [...lines.slice(chosen, chosen + 1), ...lines.slice(0, chosen), ...lines.slice(chosen + 1)];
  const { holding } = run;
  const palette = lightPalette();
  const day = (at: number) => formatTime(at, { timeZone }, "date");
  const bars = { "1d": "daily", "4h": "4-hour", "1h": "hourly" }[spec.prices.timeframe];
  return chartSvg({
    title: spec.name || "Policies and holding",
    subtitle: `${assets.join(", ")} in ${spec.prices.quote}, ${day(run.firstAt)} to ${day(run.lastAt)}, ${bars} closes, fee ${formatPercent(spec.costs.feeRate, { digits: 2 })}`,
    quote: spec.prices.quote,
    lines: ordered,
    holding: {
      name: HOLDING_NAME,
      color: palette.holding,
      curves: holding.curves,
      finalValue: holding.metrics.finalValue,
      cagr: holding.metrics.cagr,
    },
    marks: (run.strategies[chosen]?.events ?? []).map((event) => event.at),
    isLog: spec.scale === "log",
    timeZone,
    palette,
  });
}
