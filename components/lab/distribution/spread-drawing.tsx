"use client";
import { useWidth } from "@/components/charts/chart-frame";
import type { Scale } from "@/components/charts/scale";
import { formatPoints } from "@/lib/format/number";
import { highestOf, quantileDots } from "./dots";
import type { SpreadScales } from "./spread-scales";
import type { DistributionSummary, Spread } from "./summary";

const DOTS = 50;
const SIDE = 10;
const DOTS_HEIGHT = 88;
const RANGE = 18;
const AXIS = 20;
const LABEL = 15;

interface SpreadDrawingProps {
  summary: DistributionSummary | null;
  scales: SpreadScales;
  name: string;
  of: string;
  /** What leads are told by: "a year", "in 6 months". */
  per: string;
}

/** Dots for the lead over holding with its range under them; below, the range of the deepest fall beside holding's. */
export function SpreadDrawing({ summary, scales, name, of, per }: SpreadDrawingProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const inner = Math.max(0, width - 2 * SIDE);
  const xOn = (scale: Scale) => (share: number) =>
    SIDE + (Math.min(Math.max((share * 100 - scale.min) / (scale.max - scale.min), 0), 1) || 0) * inner;
  const lead = xOn(scales.lead);
  const fall = xOn(scales.fall);
  const leadAxis = LABEL + DOTS_HEIGHT + RANGE;
  const fallTop = leadAxis + AXIS + 8;
  const fallAxis = fallTop + LABEL + 2 * RANGE;
  const height = fallAxis + AXIS;
  const label = summary
    ? `${of}: against holding ${formatPoints(summary.lead.median)} ${per} in the middle, ${formatPoints(summary.lead.p5)} to ${formatPoints(summary.lead.p95)} for 90 of 100. The figures are in the table below.`
    : `${of}: not computed yet.`;
  return (
    <div ref={ref} className="relative min-w-0" style={{ height }} role="img" aria-label={label}>
      {width > 0 && (
        <svg className="overflow-visible" width={width} height={height} aria-hidden="true">
          <Axis scale={scales.lead} x={lead} top={LABEL} bottom={leadAxis} width={width} />
          <text className="fill-axis text-2xs" x={SIDE} y={10}>
            Against holding, pp {per}
          </text>
          <line
            x1={lead(0)}
            x2={lead(0)}
            y1={LABEL}
            y2={leadAxis}
            stroke="var(--color-holding)"
            strokeDasharray="3 3"
          />
          {summary && <Dots summary={summary} x={lead} inner={inner} bottom={LABEL + DOTS_HEIGHT} />}
          {summary && (
            <RangeGauge
              spread={summary.lead}
              x={lead}
              y={LABEL + DOTS_HEIGHT + RANGE / 2}
              color="var(--color-accent)"
            />
          )}
          <Axis scale={scales.fall} x={fall} top={fallTop + LABEL} bottom={fallAxis} width={width} />
          <text className="fill-axis text-2xs" x={SIDE} y={fallTop + 10}>
            Deepest fall, %: {shortOf(name)} above, holding below
          </text>
          {summary && (
            <>
              <RangeGauge
                spread={summary.fall}
                x={fall}
                y={fallTop + LABEL + RANGE * 0.6}
                color="var(--color-accent)"
              />
              <RangeGauge
                spread={summary.holdingFall}
                x={fall}
                y={fallTop + LABEL + RANGE * 1.5}
                color="var(--color-holding)"
                isDashed
              />
            </>
          )}
        </svg>
      )}
    </div>
  );
}

const shortOf = (name: string) => (name === "Yours" ? "yours" : name.length > 20 ? `${name.slice(0, 19)}…` : name);
const tickText = (tick: number) => formatPoints(tick / 100, { digits: Number.isInteger(tick) ? 0 : 1, hasUnit: false });

interface AxisProps {
  scale: Scale;
  x: (share: number) => number;
  top: number;
  bottom: number;
  width: number;
}

function Axis({ scale, x, top, bottom, width }: AxisProps) {
  return scale.ticks.map((tick) => (
    <g key={tick}>
      <line x1={x(tick / 100)} x2={x(tick / 100)} y1={top} y2={bottom} stroke="var(--color-grid)" />
      <text
        className="fill-axis text-2xs"
        x={x(tick / 100)}
        y={bottom + 14}
        textAnchor={x(tick / 100) < 2 * SIDE ? "start" : x(tick / 100) > width - 2 * SIDE ? "end" : "middle"}
      >
        {tickText(tick)}
      </text>
    </g>
  ));
}

interface DotsProps {
  summary: DistributionSummary;
  x: (share: number) => number;
  inner: number;
  bottom: number;
}

/** As large as the fullest column allows. */
function Dots({ summary, x, inner, bottom }: DotsProps) {
  let size = Math.min(13, inner / 26);
  let dots = quantileDots(summary.leads, DOTS, x, size);
  for (let tries = 0; tries < 24 && highestOf(dots) * size > DOTS_HEIGHT - 4; tries += 1) {
    size *= 0.93;
    dots = quantileDots(summary.leads, DOTS, x, size);
  }
  return dots.map((dot, index) => {
    const isAhead = dot.value > 0;
    return (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: dots are their place in the order
        key={index}
        cx={dot.x}
        cy={bottom - 2 - (dot.level + 0.5) * size}
        r={size / 2 - (isAhead ? 0.5 : 1)}
        fill={isAhead ? "var(--color-accent)" : "var(--color-surface)"}
        stroke={isAhead ? "none" : "var(--color-actual)"}
        strokeWidth={1.25}
      />
    );
  });
}

interface RangeGaugeProps {
  spread: Spread;
  x: (share: number) => number;
  y: number;
  color: string;
  isDashed?: boolean;
}

/** 5 to 95 % a line, the middle half a bar, the median a tick. */
function RangeGauge({ spread, x, y, color, isDashed }: RangeGaugeProps) {
  const width = Math.max(1, x(spread.p75) - x(spread.p25));
  return (
    <g>
      <line
        x1={x(spread.p5)}
        x2={x(spread.p95)}
        y1={y}
        y2={y}
        stroke={color}
        strokeWidth={1.5}
        strokeDasharray={isDashed ? "3 2" : undefined}
      />
      <rect x={x(spread.p25)} y={y - 3} width={width} height={6} fill={color} rx={1} />
      <line
        x1={x(spread.median)}
        x2={x(spread.median)}
        y1={y - 6}
        y2={y + 6}
        stroke="var(--color-text)"
        strokeWidth={2}
      />
    </g>
  );
}
