import { cx } from "@/components/ui/cx";
import { Term } from "@/components/ui/term";
import type { TargetDrift } from "@/lib/engine/model";
import { GaugeMark } from "./gauge-mark";
import { Legend, LegendItem } from "./legend";
import { type Scale, shareScale } from "./scale";

/** One target on the shared axis. Before a plan: the actual bar and its end, excess or shortfall. After: ring to disc. */
type GaugeRow = Pick<TargetDrift, "name" | "weight" | "target" | "band" | "isOutside">;

interface GaugeProps {
  row: GaugeRow;
  scale: Scale;
  /** Weight after a plan; turns the gauge into the before-and-after drawing. */
  after?: number;
}

/** Every row of one table shares this scale, so a bar twice as long is twice the weight. */
export function gaugeScale(
  rows: readonly (Pick<TargetDrift, "weight" | "target" | "band"> & { after?: number })[],
): Scale {
  return shareScale(rows.flatMap((row) => [row.weight, row.target + row.band, row.after ?? 0]));
}

const figure = (share: number) => String(Math.round(share * 1000) / 10);

function describeGauge({ row, after }: Omit<GaugeProps, "scale">): string {
  const low = Math.max(0, row.target - row.band);
  const band = `target ${figure(row.target)}, band ${figure(low)} to ${figure(row.target + row.band)}`;
  if (after !== undefined) return `${row.name}: ${figure(row.weight)} percent before, ${figure(after)} after, ${band}`;
  return `${row.name}: ${figure(row.weight)} percent, ${band}${row.isOutside ? ", outside its band" : ""}`;
}

const GAUGE = "relative block h-6.5 max-md:h-5.5";
/** Ends of a way closer than this would cover each other. */
const WAY_MIN = 0.0005;

export function AllocationGauge({ row, scale, after }: GaugeProps) {
  const at = (share: number) => `${((Math.min(Math.max(share, 0), scale.max) / scale.max) * 100).toFixed(2)}%`;
  const low = Math.max(0, row.target - row.band);
  const high = row.target + row.band;
  const edge = Math.min(row.weight, row.isOutside ? high : row.weight);
  return (
    <span className={GAUGE} role="img" aria-label={describeGauge({ row, after })}>
      <GridLines scale={scale} />
      {row.target > 0 && <GaugeMark kind="band" left={at(low)} width={at(high - low)} />}
      {after === undefined ? (
        <>
          <GaugeMark kind="actual" width={at(edge)} isSliding />
          {row.isOutside && row.weight > high && (
            <GaugeMark kind="excess" left={at(high)} width={at(row.weight - high)} />
          )}
          {row.isOutside && row.weight < low && (
            <GaugeMark kind="shortfall" left={at(row.weight)} width={at(low - row.weight)} />
          )}
          {row.target > 0 && <GaugeMark kind="target" left={at(row.target)} />}
          <GaugeMark kind="end" left={at(row.weight)} isOutside={row.isOutside} isSliding />
        </>
      ) : (
        <>
          <GaugeMark kind="target" left={at(row.target)} />
          <GaugeMark kind="way" left={at(Math.min(row.weight, after))} width={at(Math.abs(row.weight - after))} />
          {Math.abs(row.weight - after) > WAY_MIN && (
            <GaugeMark kind="before" left={at(row.weight)} isOutside={row.isOutside} />
          )}
          <GaugeMark kind="disc" left={at(after)} isSliding />
        </>
      )}
    </span>
  );
}

/** A bare bar for a group's member: it has no band of its own. */
export function MemberBar({ weight, target, scale }: { weight: number; target?: number | null; scale: Scale }) {
  const at = (share: number) => `${(Math.min(share / scale.max, 1) * 100).toFixed(2)}%`;
  return (
    <span className={cx(GAUGE, "max-md:h-3.5")} aria-hidden="true">
      <GridLines scale={scale} className="max-md:hidden" />
      <GaugeMark kind="actual" width={at(weight)} isSliding className="h-1 opacity-70" />
      {target != null && <GaugeMark kind="target" left={at(target)} className="inset-y-1.5 max-md:inset-y-px" />}
    </span>
  );
}

function GridLines({ scale, className }: { scale: Scale; className?: string }) {
  return scale.ticks
    .slice(1, -1)
    .map((tick) => (
      <i
        key={tick}
        className={cx("absolute -inset-y-1.75 w-px bg-grid", className)}
        style={{ left: `${((tick / scale.max) * 100).toFixed(2)}%` }}
      />
    ));
}

/** The axis over the gauges, written once. */
export function GaugeTicks({ scale }: { scale: Scale }) {
  return (
    <span className="relative block h-4 text-2xs tabular-nums" aria-hidden="true">
      {scale.ticks.map((tick, index) => (
        <span
          key={tick}
          className={cx("absolute whitespace-nowrap", index > 0 && "-translate-x-1/2")}
          style={{ left: `${((tick / scale.max) * 100).toFixed(2)}%` }}
        >
          {figure(tick)}
          {index === scale.ticks.length - 1 && " %"}
        </span>
      ))}
    </span>
  );
}

/** What the marks mean; `kind` as in the gauges it explains. */
export function GaugeLegend({ kind = "actual" }: { kind?: "actual" | "before-after" }) {
  return (
    <Legend>
      {kind === "actual" ? (
        <LegendItem mark="bar">actual</LegendItem>
      ) : (
        <>
          <LegendItem mark="ring">before</LegendItem>
          <LegendItem mark="disc">after</LegendItem>
        </>
      )}
      <LegendItem mark="target">target</LegendItem>
      <LegendItem mark="band">
        <Term names={["band", "pp"]}>band</Term>
      </LegendItem>
      {kind === "actual" && <LegendItem mark="outside">outside</LegendItem>}
    </Legend>
  );
}
