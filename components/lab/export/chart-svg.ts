/**
 * The run as one drawing that needs nothing else: value, fall from peak, and the lead over holding on one time axis, as
 * the page draws them. Colours and fonts are written into it, so that it looks the same in a report, a mail or a slide;
 * the background is light. Pure: colours come in resolved, lines come thinned with peaks and troughs kept.
 */
import { timeTicks } from "@/components/charts/time-axis";
import { formatTime } from "@/lib/format/time";
import { CHART_HEIGHT, CHART_WIDTH, LEFT, PANELS, RIGHT } from "./chart-layout";
import { sharePanel, valuePanel } from "./chart-panels";
import { attribute, text } from "./svg-text";
import type { ChartToDraw } from "./types";

export function chartSvg(chart: ChartToDraw): string {
  const { holding, palette, timeZone } = chart;
  const first = holding.curves.times[0] ?? 0;
  const last = holding.curves.times.at(-1) ?? first + 1;
  const x = (at: number) => LEFT + ((at - first) / (last - first || 1)) * (CHART_WIDTH - LEFT - RIGHT);
  const bottom = PANELS.ahead.top + PANELS.ahead.height;
  const dates = timeTicks(first, last, timeZone, 7).map(({ at, label }) => {
    const left = x(at).toFixed(1);
    const line = `<line x1="${left}" x2="${left}" y1="${PANELS.value.top}" y2="${bottom}" stroke="${palette.grid}"/>`;
    return line + text(label, x(at), bottom + 18, palette.axis, { anchor: "middle" });
  });
  const day = (at: number) => formatTime(at, { timeZone }, "date");
  const size = `width="${CHART_WIDTH}" height="${CHART_HEIGHT}" viewBox="0 0 ${CHART_WIDTH} ${CHART_HEIGHT}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${attribute(palette.font)}" font-size="11" role="img">`,
    `<title>${attribute(chart.title)}</title>`,
    `<rect width="100%" height="100%" fill="${palette.surface}"/>`,
    text(chart.title, LEFT - 32, 30, palette.text, { size: 16, weight: 600 }),
    text(chart.subtitle, LEFT - 32, 50, palette.soft, { size: 12 }),
    ...dates,
    valuePanel(chart, x),
    sharePanel(chart, x, "fall"),
    sharePanel(chart, x, "ahead"),
    text(
      `${day(first)} to ${day(last)}. After fees; holding is never rebalanced. Evenkeel.`,
      LEFT - 32,
      CHART_HEIGHT - 14,
      palette.axis,
    ),
    "</svg>",
  ].join("");
}
