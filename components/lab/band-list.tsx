import { assetName, type Policy, type Target, targetKey, targetName } from "@/lib/engine/model";
import { bandWidth } from "@/lib/engine/valuation/band";
import { formatPoints, formatTrimmedPercent } from "@/lib/format/number";
import { bandFigure } from "./describe-policy";

const SHOWN = 8;

/** What the band comes to for each target. Widths that follow the market have no one figure; they are told in words. */
export function BandList({ policy }: { policy: Policy }) {
  const { band } = policy;
  if (band.kind === "volatility" || band.kind === "cost-optimal") {
    return (
      <div className="means">
        <p className="xs faint">
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
    <div className="means">
      <p className="xs faint">What {bandFigure(band)} means here</p>
      <dl className="pair xs">
        {shown.map((target) => (
          <Row key={targetKey(target)} target={target} policy={policy} />
        ))}
      </dl>
      {rest > 1 && <p className="xs faint">and {rest} smaller targets.</p>}
      {band.kind === "clamp" && (
        <p className="xs faint">
          Never under {formatPoints(band.floor, { isSigned: false })}, never over{" "}
          {formatPoints(band.cap, { isSigned: false })}.
        </p>
      )}
      {targets.some((target) => target.band) && <p className="xs faint">Targets with a band of their own keep it.</p>}
    </div>
  );
}

function Row({ target, policy }: { target: Target; policy: Policy }) {
  const band = target.band ?? policy.band;
  const isPlain = band.kind !== "volatility" && band.kind !== "cost-optimal";
  return (
    <>
      <dt>
        {target.kind === "asset" ? assetName(target.asset) : targetName(target)}{" "}
        <span className="faint">{formatTrimmedPercent(target.weight, 1)}</span>
      </dt>
      <dd>
        {isPlain ? (
          <>±{formatPoints(bandWidth(band, target.weight), { isSigned: false, hasUnit: false })}</>
        ) : (
          "its own"
        )}
        {isPlain && <span className="unit">pp</span>}
      </dd>
    </>
  );
}
