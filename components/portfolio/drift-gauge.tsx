import { GaugeMark } from "@/components/charts/gauge-mark";
import { formatPoints } from "@/lib/format/number";
import type { PortfolioListRow } from "./types";

type Farthest = NonNullable<PortfolioListRow["farthest"]>;

/** What the narrowest band is drawn as at least: wider drifts end at the edge, where the figure beside says how far. */
const BANDS_SHOWN = 3;

/** Half the axis, as a share: one for all rows, so that a mark twice as far out has drifted twice as far. */
export function driftReach(rows: readonly Pick<PortfolioListRow, "farthest">[]): number {
  const known = rows.flatMap(({ farthest }) => farthest ?? []);
  const widest = Math.max(0.01, ...known.map(({ band, drift }) => Math.max(band, Math.abs(drift))));
  const bands = Math.max(0.01, ...known.map(({ band }) => band));
  return Math.min(widest, bands * BANDS_SHOWN) * 1.08;
}

/** A drift in its band, the target in the middle. */
export function DriftGauge({ farthest, reach }: { farthest: Farthest; reach: number }) {
  const { name, drift, band, isOutside } = farthest;
  const place = (share: number) => (Math.min(Math.max(share / reach, -1), 1) + 1) / 2;
  const at = (share: number) => `${(place(share) * 100).toFixed(2)}%`;
  const across = (from: number, to: number) => `${((place(to) - place(from)) * 100).toFixed(2)}%`;
  const edge = Math.sign(drift) * band;
  const [near, far] = drift > 0 ? [edge, drift] : [drift, edge];
  const points = (share: number) => formatPoints(share, { isSigned: false });
  const side = drift < 0 ? "under" : "over";
  const label = `${name}: ${points(Math.abs(drift))} ${side} target, band ${points(band)}${isOutside ? ", outside" : ""}`;
  return (
    <span className="relative block h-5 min-w-0" role="img" aria-label={label} title={label}>
      <i className="absolute inset-x-0 top-1/2 h-px bg-grid" />
      <GaugeMark kind="band" left={at(-band)} width={across(-band, band)} />
      {isOutside && Math.abs(drift) > band && <GaugeMark kind="excess" left={at(near)} width={across(near, far)} />}
      <GaugeMark kind="target" left="50%" />
      <GaugeMark kind="end" left={at(drift)} isOutside={isOutside} />
    </span>
  );
}
