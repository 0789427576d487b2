import type { TargetDrift } from "@/lib/engine/model";
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

function describeGauge({ row, after }: GaugeProps): string {
  const low = Math.max(0, row.target - row.band);
  const band = `target ${figure(row.target)}, band ${figure(low)} to ${figure(row.target + row.band)}`;
  if (after !== undefined) return `${row.name}: ${figure(row.weight)} percent before, ${figure(after)} after, ${band}`;
  return `${row.name}: ${figure(row.weight)} percent, ${band}${row.isOutside ? ", outside its band" : ""}`;
}

export function AllocationGauge({ row, scale, after }: GaugeProps) {
  const at = (share: number) => `${((Math.min(Math.max(share, 0), scale.max) / scale.max) * 100).toFixed(2)}%`;
  const low = Math.max(0, row.target - row.band);
  const high = row.target + row.band;
  const edge = Math.min(row.weight, row.isOutside ? high : row.weight);
  const out = row.isOutside ? " out" : "";
  return (
    <span className="gauge" role="img" aria-label={describeGauge({ row, scale, after })}>
      <GridLines scale={scale} />
      {row.target > 0 && <i className="band" style={{ left: at(low), width: at(high - low) }} />}
      {after === undefined ? (
        <>
          <i className="bar" style={{ width: at(edge) }} />
          {row.isOutside && row.weight > high && (
            <i className="over" style={{ left: at(high), width: at(row.weight - high) }} />
          )}
          {row.isOutside && row.weight < low && (
            <i className="gap" style={{ left: at(row.weight), width: at(low - row.weight) }} />
          )}
          {row.target > 0 && <i className="target" style={{ left: at(row.target) }} />}
          <i className={`knob${out}`} style={{ left: at(row.weight) }} />
        </>
      ) : (
        <>
          <i className="target" style={{ left: at(row.target) }} />
          <i
            className="way"
            style={{ left: at(Math.min(row.weight, after)), width: at(Math.abs(row.weight - after)) }}
          />
          {Math.abs(row.weight - after) > 0.0005 && <i className={`before${out}`} style={{ left: at(row.weight) }} />}
          <i className="after" style={{ left: at(after) }} />
        </>
      )}
    </span>
  );
}

/** A bare bar for a group's member: it has no band of its own. */
export function MemberBar({ weight, target, scale }: { weight: number; target?: number | null; scale: Scale }) {
  const at = (share: number) => `${(Math.min(share / scale.max, 1) * 100).toFixed(2)}%`;
  return (
    <span className="gauge" aria-hidden="true">
      <GridLines scale={scale} />
      <i className="bar" style={{ width: at(weight) }} />
      {target != null && <i className="target" style={{ left: at(target) }} />}
    </span>
  );
}

function GridLines({ scale }: { scale: Scale }) {
  return scale.ticks
    .slice(1, -1)
    .map((tick) => (
      <i key={tick} className="grid-line" style={{ left: `${((tick / scale.max) * 100).toFixed(2)}%` }} />
    ));
}

/** The axis over the gauges, written once. */
export function GaugeTicks({ scale }: { scale: Scale }) {
  return (
    <span className="ticks" aria-hidden="true">
      {scale.ticks.map((tick, index) => (
        <span key={tick} style={{ left: `${((tick / scale.max) * 100).toFixed(2)}%` }}>
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
    <div className="legend">
      {kind === "actual" ? (
        <span>
          <i className="key key-bar" />
          actual
        </span>
      ) : (
        <>
          <span>
            <i className="key key-ring" />
            before
          </span>
          <span>
            <i className="key key-dot" />
            after
          </span>
        </>
      )}
      <span>
        <i className="key key-target" />
        target
      </span>
      <span>
        <i className="key key-band" />
        band
      </span>
      {kind === "actual" && (
        <span>
          <i className="key key-over" />
          outside
        </span>
      )}
    </div>
  );
}
