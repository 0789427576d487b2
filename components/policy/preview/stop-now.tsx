"use client";
import { GaugeMark } from "@/components/charts/gauge-mark";
import { Time } from "@/components/figures/time";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { assetName } from "@/lib/format/asset-names";
import { formatPercent, formatPoints } from "@/lib/format/number";
import { measuredClass } from "../pages/measured";
import type { ResolvedPolicyView } from "../types";

/** The fall so far on an axis that ends a little past the stop. */
export function StopNow({ stop }: { stop: NonNullable<ResolvedPolicyView["stop"]> }) {
  const end = Math.max(stop.drop * 1.25, stop.fall * 1.05);
  const at = (share: number) => `${((Math.min(share, end) / end) * 100).toFixed(2)}%`;
  const left = stop.drop - stop.fall;
  return (
    <Card labelledBy="h-stop-now" className={measuredClass}>
      <CardHeader id="h-stop-now" title="How far it is now" />
      <CardBody className="grid gap-3">
        <p>
          {stop.phase === "stopped" ? (
            <>
              Stopped since <Time at={stop.since} format="datetime" />: everything is in {assetName(stop.safeAsset)}.
            </>
          ) : stop.fall < 0.0005 ? (
            <>The portfolio stands at its peak; the stop is {formatPercent(stop.drop, { digits: 0 })} below.</>
          ) : (
            <>
              {formatPercent(stop.fall)} under its peak of <Time at={stop.peakAt} format="date" />;{" "}
              {left > 0
                ? `${formatPoints(left, { isSigned: false })} left to the stop.`
                : "past the stop: when another check a minute later shows it too, everything is sold."}
            </>
          )}
          {stop.phase === "armed" && stop.measuredFrom !== null && (
            <>
              {" "}
              The peak is measured from <Time at={stop.measuredFrom} format="date" />.
            </>
          )}
        </p>
        <span
          className="relative block h-6.5 border-b border-grid"
          role="img"
          aria-label={`Fall ${formatPercent(stop.fall)}, stop at ${formatPercent(stop.drop)}`}
        >
          <GaugeMark kind="actual" width={at(Math.min(stop.fall, stop.drop))} />
          {stop.fall > stop.drop && <GaugeMark kind="excess" left={at(stop.drop)} width={at(stop.fall - stop.drop)} />}
          <GaugeMark kind="target" left={at(stop.drop)} />
        </span>
        <p className="text-text-faint text-xs">
          The line is the stop at {formatPercent(stop.drop, { digits: 0 })}; the bar is the fall so far.
        </p>
      </CardBody>
    </Card>
  );
}
