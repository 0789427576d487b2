import { Unit } from "@/components/ui/unit";
import { assetName, type Policy, type Target, targetKey, targetName } from "@/lib/engine/model";
import { bandWidth } from "@/lib/engine/valuation/band";
import { formatPoints, formatTrimmedPercent } from "@/lib/format/number";
import { bandFigure } from "./describe-policy";
import { isMarketBand } from "./is-market-band";

const SHOWN = 8;
const BOX = "mt-4 border-t border-hairline pt-3.5";

/** What the band comes to for each target. Widths that follow the market have no one figure; a sentence stands for them. */
export function BandList({ policy }: { policy: Policy }) {
  const { band } = policy;
  if (isMarketBand(band)) {
    return (
      <div className={BOX}>
        <p className="text-xs text-text-faint">
          {band.kind === "volatility"
            ? "The band widens and narrows with each asset’s volatility, "
            : "The band follows from what a trade costs, "}
          between {formatPoints(band.floor, { isSigned: false })} and {formatPoints(band.cap, { isSigned: false })}.
        </p>
      </div>
    );
  }
  const targets = [...policy.targets].sort((left, right) => right.weight - left.weight);
  const rest = targets.length - SHOWN;
  const shown = rest > 1 ? targets.slice(0, SHOWN) : targets;
  return (
    <div className={BOX}>
      <p className="text-xs text-text-faint">What {bandFigure(band)} means here</p>
      <dl className="my-1 text-xs tabular-nums">
        {shown.map((target) => (
          <Row key={targetKey(target)} target={target} policy={policy} />
        ))}
      </dl>
      {rest > 1 && <p className="text-xs text-text-faint">and {rest} smaller targets.</p>}
      {band.kind === "clamp" && (
        <p className="text-xs text-text-faint">
          Never under {formatPoints(band.floor, { isSigned: false })}, never over{" "}
          {formatPoints(band.cap, { isSigned: false })}.
        </p>
      )}
      {targets.some((target) => target.band) && (
        <p className="text-xs text-text-faint">Targets with a band of their own keep it.</p>
      )}
    </div>
  );
}

function Row({ target, policy }: { target: Target; policy: Policy }) {
  const band = target.band ?? policy.band;
  return (
    <div className="flex justify-between gap-4 border-b border-hairline py-1 last:border-b-0">
      <dt className="text-text-soft">
        {target.kind === "asset" ? assetName(target.asset) : targetName(target)}{" "}
        <span className="text-text-faint">{formatTrimmedPercent(target.weight, 1)}</span>
      </dt>
      <dd className="text-right whitespace-nowrap">
        {isMarketBand(band) ? (
          "its own"
        ) : (
          <>
            ±{formatPoints(bandWidth(band, target.weight), { isSigned: false, hasUnit: false })}
            <Unit>pp</Unit>
          </>
        )}
      </dd>
    </div>
  );
}
