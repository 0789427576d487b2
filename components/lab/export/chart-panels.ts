/** The three panes of the exported drawing, on the scales and with the lines of the page's own chart. */
import { type Curve, curvePath, extent, marksPath } from "@/components/charts/curves/curve-path";
import { type LineScale, linearScale, logScale, spreadNames } from "@/components/charts/curves/line-scale";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { formatCompact, formatMoney, formatPercent } from "@/lib/format/number";
import { CHART_WIDTH, LEFT, PANELS, RIGHT } from "./chart-layout";
import { text } from "./svg-text";
import type { ChartLine, ChartToDraw } from "./types";

type Across = (at: number) => number;

const NAME_LINE = 14;
const NAME_MOST = 20;
const DASHES = ' stroke-dasharray="4 3"';

export function valuePanel({ lines, holding, marks, isLog, quote, palette }: ChartToDraw, x: Across): string {
  const { top, height } = PANELS.value;
  const bottom = top + height;
  const curveOf = ({ curves }: ChartLine): Curve => ({ times: curves.times, values: curves.equity });
  const range = extent([holding, ...lines].map(curveOf)) ?? { low: 0, high: 1 };
  // Marks stand on the baseline, under the lowest line.
  const scale = (isLog ? logScale : linearScale)(range.low, range.high, top, bottom - 8, 5);
  const strokes = marksPath(marks, x, bottom - 6, 5);
  return [
    text(`Value, ${quote}`, LEFT, top - 8, palette.soft),
    grid(scale, palette, formatCompact),
    line(curveOf(holding), x, scale.y, holding.color, { isDashed: true }),
    ...lines.toReversed().map((each) => line(curveOf(each), x, scale.y, each.color, { isOwn: each === lines[0] })),
    strokes && `<path d="${strokes}" stroke="${lines[0]?.color ?? palette.axis}" opacity="0.75"/>`,
    names([holding, ...lines], scale, bottom, palette),
  ].join("");
}

/** Names with end value and return, each as near to the end of its line as it can be. */
function names(lines: readonly ChartLine[], scale: LineScale, bottom: number, palette: ChartToDraw["palette"]): string {
  const wanted = lines.map(({ curves }) => scale.y(curves.equity.at(-1) ?? 0));
  const placed = spreadNames(wanted, 2 * NAME_LINE + 4, PANELS.value.top + 6, bottom - NAME_LINE);
  const left = CHART_WIDTH - RIGHT + 12;
  return lines
    .map(({ name, color, finalValue, cagr, curves: { times } }, index) => {
      const y = placed[index] ?? 0;
      const dashes = index === 0 ? ' stroke-dasharray="3 2"' : "";
      const short = name.length > NAME_MOST ? `${name.slice(0, NAME_MOST - 1)}…` : name;
      const isYear = isAnnualised(times[0] ?? 0, times.at(-1) ?? 0);
      const rate = isYear ? `, ${formatPercent(cagr, { isSigned: true })} a year` : "";
      const figures = `${formatMoney(finalValue, { digits: 0 })}${rate}`;
      return [
        `<line x1="${left}" x2="${left + 12}" y1="${tenth(y)}" y2="${tenth(y)}" stroke="${color}" stroke-width="2"${dashes}/>`,
        text(short, left + 18, y + 4, palette.text, { weight: 500 }),
        text(figures, left + 18, y + 4 + NAME_LINE, palette.axis),
      ].join("");
    })
    .join("");
}

/** Falls lie on one another, so only the first line's and holding's are drawn; leads are all drawn, against zero. */
export function sharePanel({ lines, holding, palette }: ChartToDraw, x: Across, which: "fall" | "ahead"): string {
  const { top, height } = PANELS[which];
  const isFall = which === "fall";
  const curveOf = ({ curves }: ChartLine): Curve => ({
    times: curves.times,
    values: isFall ? curves.drawdown : curves.ahead,
  });
  const drawn = isFall ? lines.slice(0, 1) : lines.toReversed();
  const range = extent([holding, ...drawn].map(curveOf)) ?? { low: 0, high: 0 };
  const scale = linearScale(Math.min(0, range.low), Math.max(0, range.high), top, top + height, 3);
  const tick = (share: number) => formatPercent(share, { digits: 0, isSigned: !isFall, hasUnit: false });
  return [
    text(isFall ? "Fall from peak, %" : "Ahead of or behind holding, %", LEFT, top - 8, palette.soft),
    grid(scale, palette, tick),
    line(curveOf(holding), x, scale.y, holding.color, { isDashed: true }),
    ...drawn.map((each) => line(curveOf(each), x, scale.y, each.color, { isOwn: each === lines[0] })),
  ].join("");
}

const tenth = (value: number) => Math.round(value * 10) / 10;

function grid(scale: LineScale, palette: ChartToDraw["palette"], label: (tick: number) => string): string {
  return scale.ticks
    .map((tick) => {
      const y = tenth(scale.y(tick));
      const rule = `<line x1="${LEFT}" x2="${CHART_WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="${palette.grid}"/>`;
      return rule + text(label(tick), LEFT - 8, y + 4, palette.axis, { anchor: "end" });
    })
    .join("");
}

function line(curve: Curve, x: Across, y: LineScale["y"], color: string, { isDashed = false, isOwn = false }): string {
  const width = isOwn ? 1.75 : 1.5;
  const dashes = isDashed ? DASHES : "";
  return `<path d="${curvePath(curve, x, y)}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linejoin="round"${dashes}/>`;
}
