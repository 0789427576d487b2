/**
 * The run as one drawing that needs nothing else: value, fall from peak, and the lead over holding on one time axis.
 * Colours and fonts are written into it, so that it looks the same in a report, a mail or a slide; the background is
 * light. Pure: colours come in resolved, lines come thinned with peaks and troughs kept.
 */
import { niceScale, type Scale } from "@/components/charts/scale";
import { timeTicks } from "@/components/charts/time-axis";
import type { LabCurves } from "@/components/lab/worker/protocol";
import { formatMoment } from "@/lib/format/moment";
import { formatMoney, formatPercent, formatShort } from "@/lib/format/number";
import { attribute, type Palette, text } from "./svg-text";

export interface ChartLine {
  name: string;
  color: string;
  curves: LabCurves;
  finalValue: number;
  /** Compound a year. */
  cagr: number;
}

export interface ChartToDraw {
  title: string;
  /** Assets, period, costs. */
  subtitle: string;
  quote: string;
  lines: readonly ChartLine[];
  holding: Omit<ChartLine, "color" | "name">;
  /** Rebalances of the first line, epoch ms. */
  ticks: readonly number[];
  isLog: boolean;
  timeZone: string;
  palette: Palette;
}

export const CHART_WIDTH = 960;
export const CHART_HEIGHT = 690;
const LEFT = 56;
const RIGHT = 176;
const HEAD = 80;
const PANELS = { value: [HEAD, 290], fall: [HEAD + 340, 84], ahead: [HEAD + 456, 84] } as const;
const NAME_GAP = 14;

export function chartSvg(chart: ChartToDraw): string {
  const { holding, palette, timeZone } = chart;
  const first = holding.curves.times[0] ?? 0;
  const last = holding.curves.times.at(-1) ?? first + 1;
  const x = (at: number) => LEFT + ((at - first) / (last - first || 1)) * (CHART_WIDTH - LEFT - RIGHT);
  const bottom = PANELS.ahead[0] + PANELS.ahead[1];
  const dates = timeTicks(first, last, timeZone, 7)
    .map(
      ({ at, label }) =>
        `<line x1="${round(x(at))}" x2="${round(x(at))}" y1="${PANELS.value[0]}" y2="${bottom}" stroke="${palette.grid}"/>${text(label, x(at), bottom + 18, palette.axis, { anchor: "middle" })}`,
    )
    .join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CHART_WIDTH}" height="${CHART_HEIGHT}" viewBox="0 0 ${CHART_WIDTH} ${CHART_HEIGHT}" font-family="${attribute(palette.font)}" font-size="11" role="img">`,
    `<title>${attribute(chart.title)}</title>`,
    `<rect width="100%" height="100%" fill="${palette.surface}"/>`,
    text(chart.title, LEFT - 32, 30, palette.text, { size: 16, weight: 600 }),
    text(chart.subtitle, LEFT - 32, 50, palette.soft, { size: 12 }),
    dates,
    valuePanel(chart, x),
    sharePanel(chart, x, PANELS.fall, "Fall from peak, %", (curves) => curves.drawdown, true),
    sharePanel(chart, x, PANELS.ahead, "Ahead of or behind holding, %", (curves) => curves.ahead, false),
    text(
      `${formatMoment(first, "date", timeZone)} to ${formatMoment(last, "date", timeZone)}. After fees, holding never rebalanced. Evenkeel.`,
      LEFT - 32,
      CHART_HEIGHT - 14,
      palette.axis,
    ),
    "</svg>",
  ].join("");
}

type Place = readonly [top: number, height: number];

function valuePanel({ lines, holding, ticks, isLog, quote, palette }: ChartToDraw, x: (at: number) => number): string {
  const [top, height] = PANELS.value;
  const all = [holding, ...lines].flatMap(({ curves }) => extremes(curves.equity));
  const scale = isLog ? logScale(Math.min(...all), Math.max(...all)) : niceScale(Math.min(...all), Math.max(...all), 5);
  const of = isLog ? Math.log : (value: number) => value;
  const y = yOn(scale, top, height, of);
  const parts = [text(`Value, ${quote}`, LEFT, top - 8, palette.soft), grid(scale, y, palette, formatShort)];
  parts.push(path(holding.curves.times, holding.curves.equity, x, y, palette.holding, { isDashed: true }));
  for (const line of lines.toReversed())
    parts.push(path(line.curves.times, line.curves.equity, x, y, line.color, { isOwn: line === lines[0] }));
  const marks = ticks.map((at) => `M${round(x(at))} ${top + height - 5}v5`).join("");
  if (marks) parts.push(`<path d="${marks}" stroke="${lines[0]?.color ?? palette.axis}" opacity="0.75"/>`);
  const ends = [{ name: "Holding", color: palette.holding, ...holding }, ...lines].map((line) => ({
    ...line,
    y: y(line.curves.equity.at(-1) ?? 0),
  }));
  parts.push(...names(ends, top, top + height, palette));
  return parts.join("");
}

interface End {
  name: string;
  color: string;
  finalValue: number;
  cagr: number;
  y: number;
}

/** Names at the right end of their lines, pushed apart where they would touch. */
function names(ends: End[], top: number, bottom: number, palette: Palette): string[] {
  ends.sort((left, right) => left.y - right.y);
  const room = 2 * NAME_GAP + 4;
  for (const [index, end] of ends.entries()) end.y = Math.max(end.y, (ends[index - 1]?.y ?? top + 8 - room) + room);
  for (const [index, end] of [...ends].reverse().entries()) end.y = Math.min(end.y, bottom - NAME_GAP - index * room);
  const left = CHART_WIDTH - RIGHT + 12;
  return ends.map(
    ({ name, color, finalValue, cagr, y }) =>
      `<line x1="${left}" x2="${left + 12}" y1="${round(y)}" y2="${round(y)}" stroke="${color}" stroke-width="2"${name === "Holding" ? ' stroke-dasharray="3 2"' : ""}/>${text(name.length > 20 ? `${name.slice(0, 19)}…` : name, left + 18, y + 4, palette.text, { weight: 500 })}${text(`${formatMoney(finalValue.toFixed(0), { digits: 0 })}, ${formatPercent(cagr, 1, true)} a year`, left + 18, y + 4 + NAME_GAP, palette.axis)}`,
  );
}

function sharePanel(
  { lines, holding, palette }: ChartToDraw,
  x: (at: number) => number,
  [top, height]: Place,
  title: string,
  of: (curves: LabCurves) => Float64Array,
  isWithHolding: boolean,
): string {
  const drawn = [...(isWithHolding ? [holding] : []), ...lines];
  const all = drawn.flatMap(({ curves }) => extremes(of(curves))).map((share) => share * 100);
  const scale = niceScale(Math.min(0, ...all), Math.max(0, ...all), 3);
  const y = yOn(scale, top, height, (value) => value);
  const points = (share: number) => y(share * 100);
  const parts = [
    text(title, LEFT, top - 8, palette.soft),
    grid(scale, y, palette, (tick) =>
      isWithHolding ? minus(String(tick)) : formatPercent(tick / 100, 0, true).replace(" %", ""),
    ),
  ];
  if (isWithHolding)
    parts.push(path(holding.curves.times, of(holding.curves), x, points, palette.holding, { isDashed: true }));
  else
    parts.push(
      `<line x1="${LEFT}" x2="${CHART_WIDTH - RIGHT}" y1="${round(y(0))}" y2="${round(y(0))}" stroke="${palette.holding}" stroke-dasharray="3 3"/>`,
    );
  // Falls lie on one another: yours and holding tell the story.
  const told = isWithHolding ? lines.slice(0, 1) : lines.toReversed();
  for (const line of told)
    parts.push(path(line.curves.times, of(line.curves), x, points, line.color, { isOwn: line === lines[0] }));
  return parts.join("");
}

const minus = (figure: string) => figure.replace("-", "\u2212");
const round = (value: number) => Math.round(value * 10) / 10;

function extremes(values: Float64Array): number[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return Number.isFinite(low) ? [low, high] : [];
}

const yOn = (scale: Scale, top: number, height: number, of: (value: number) => number) => (value: number) =>
  top + (1 - (of(value) - of(scale.min)) / (of(scale.max) - of(scale.min) || 1)) * height;

/** 1, 2 and 5 times powers of ten around the range. */
function logScale(low: number, high: number): Scale {
  const steps: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1)
    for (const digit of [1, 2, 5]) steps.push(digit * 10 ** power);
  const min = steps.findLast((step) => step <= low) ?? low;
  const max = steps.find((step) => step >= high) ?? high;
  return { min, max, ticks: steps.filter((step) => step >= min && step <= max) };
}

function grid(scale: Scale, y: (value: number) => number, palette: Palette, label: (tick: number) => string): string {
  return scale.ticks
    .map(
      (tick) =>
        `<line x1="${LEFT}" x2="${CHART_WIDTH - RIGHT}" y1="${round(y(tick))}" y2="${round(y(tick))}" stroke="${palette.grid}"/>${text(label(tick), LEFT - 8, y(tick) + 4, palette.axis, { anchor: "end" })}`,
    )
    .join("");
}

function path(
  times: Float64Array,
  values: Float64Array,
  x: (at: number) => number,
  y: (value: number) => number,
  color: string,
  { isDashed = false, isOwn = false } = {},
): string {
  let d = "";
  for (let index = 0; index < times.length; index += 1)
    d += `${index === 0 ? "M" : "L"}${round(x(times[index] ?? 0))} ${round(y(values[index] ?? 0))}`;
  return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${isOwn ? 1.75 : 1.5}" stroke-linejoin="round"${isDashed ? ' stroke-dasharray="4 3"' : ""}/>`;
}
