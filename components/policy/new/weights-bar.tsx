import { assetColors, OTHER_COLOR } from "@/components/portfolio/asset-colors";
import { Swatch } from "@/components/ui/swatch";
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
  const colors = assetColors(rows).byTarget;
  return (
    <span className="grid gap-1.5 pt-1.5 pb-1">
      <span className="flex h-2 gap-px overflow-hidden rounded-[2px]" aria-hidden="true">
        {rows.map((row) => (
          <i key={row.key} className="basis-0" style={{ flexGrow: row.target, background: colors[row.key] }} />
        ))}
      </span>
      <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-text-soft">
        {rows.map((row) => (
          <span key={row.key} className="inline-flex items-center gap-1.25 whitespace-nowrap">
            <Swatch color={colors[row.key] ?? OTHER_COLOR} />
            {row.name} {formatPercent(row.target, { digits: 0 })}
          </span>
        ))}
      </span>
    </span>
  );
}
