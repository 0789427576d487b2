import { cx } from "@/components/ui/cx";
import type { TargetDrift } from "@/lib/engine/model";
import styles from "./gauge.module.css";
import { Legend, LegendItem } from "./legend";
import { type Scale, shareScale } from "./scale";

/** One target on the shared axis. Before a plan: actual bar, knob, excess or shortfall. After: ring to disc. */
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
/** Marks stand on the gauge's middle, whatever its height. */
const MIDDLE = "absolute inset-y-0 my-auto";
const SLIDES = "duration-(--duration-steady) ease-out";
const TARGET = "absolute inset-y-0 -ml-px w-0.5 bg-target";
const ROUND = `${MIDDLE} -ml-1.25 size-2.5 rounded-full`;

export function AllocationGauge({ row, scale, after }: GaugeProps) {
  const at = (share: number) => `${((Math.min(Math.max(share, 0), scale.max) / scale.max) * 100).toFixed(2)}%`;
  const low = Math.max(0, row.target - row.band);
  const high = row.target + row.band;
  const edge = Math.min(row.weight, row.isOutside ? high : row.weight);
  return (
    <span className={GAUGE} role="img" aria-label={describeGauge({ row, after })}>
      <GridLines scale={scale} />
      {row.target > 0 && (
        <i
          className="absolute inset-y-0.5 border-x border-band-edge bg-band"
          style={{ left: at(low), width: at(high - low) }}
        />
      )}
      {after === undefined ? (
        <>
          <i
            className={cx(MIDDLE, SLIDES, "left-0 h-1.5 rounded-r-[1px] bg-actual transition-[width]")}
            style={{ width: at(edge) }}
          />
          {row.isOutside && row.weight > high && (
            <i
              className={cx(MIDDLE, "h-1.5 rounded-r-[1px]", styles.outside)}
              style={{ left: at(high), width: at(row.weight - high) }}
            />
          )}
          {row.isOutside && row.weight < low && (
            <i
              className={cx(MIDDLE, "h-0 border-t-2 border-dotted border-outside")}
              style={{ left: at(row.weight), width: at(low - row.weight) }}
            />
          )}
          {row.target > 0 && <i className={TARGET} style={{ left: at(row.target) }} />}
          <i
            className={cx(
              MIDDLE,
              SLIDES,
              "-ml-0.5 h-2.5 w-1 rounded-[1px] transition-[left]",
              row.isOutside ? "bg-outside" : "bg-actual",
            )}
            style={{ left: at(row.weight) }}
          />
        </>
      ) : (
        <>
          <i className={TARGET} style={{ left: at(row.target) }} />
          <i
            className={cx(MIDDLE, "h-0.5 bg-accent opacity-55")}
            style={{ left: at(Math.min(row.weight, after)), width: at(Math.abs(row.weight - after)) }}
          />
          {Math.abs(row.weight - after) > 0.0005 && (
            <i
              className={cx(ROUND, "border-2 bg-surface", row.isOutside ? "border-outside" : "border-actual")}
              style={{ left: at(row.weight) }}
            />
          )}
          <i
            className={cx(ROUND, SLIDES, "bg-accent shadow-[0_0_0_2px_var(--color-surface)] transition-[left]")}
            style={{ left: at(after) }}
          />
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
      <i
        className={cx(MIDDLE, SLIDES, "left-0 h-1 rounded-r-[1px] bg-actual opacity-70 transition-[width]")}
        style={{ width: at(weight) }}
      />
      {target != null && <i className={cx(TARGET, "inset-y-1.5 max-md:inset-y-px")} style={{ left: at(target) }} />}
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
      <LegendItem mark="band">band</LegendItem>
      {kind === "actual" && <LegendItem mark="outside">outside</LegendItem>}
    </Legend>
  );
}
