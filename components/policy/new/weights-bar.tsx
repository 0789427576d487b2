import type { CSSProperties } from "react";
import { assetColors } from "@/components/portfolio/asset-colors";
import { type Policy, targetKey, targetMembers, targetName } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { formatPercent } from "@/lib/format/number";

/** A policy's weights as one bar, named and figured underneath. */
export function WeightsBar({ policy }: { policy: Policy }) {
  const rows = policy.targets.map((target) => ({
    key: targetKey(target),
    name: assetName(targetName(target)),
    members: targetMembers(target),
    target: target.weight,
  }));
  const colors = assetColors(rows, policy.quoteAsset).byTarget;
  return (
    <span className="weights-bar">
      <span className="weights-parts" aria-hidden="true">
        {rows.map((row) => (
          <i key={row.key} style={{ flexGrow: row.target, background: colors[row.key] }} />
        ))}
      </span>
      <span className="weights-names">
        {rows.map((row) => (
          <span key={row.key}>
            <i className="swatch" style={{ "--c": colors[row.key] } as CSSProperties} />
            {row.name} {formatPercent(row.target, { digits: 0 })}
          </span>
        ))}
      </span>
    </span>
  );
}
