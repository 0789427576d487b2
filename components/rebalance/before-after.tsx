"use client";
import { useState } from "react";
import { AllocationGauge, GaugeLegend, gaugeScale } from "@/components/charts/allocation-gauge";
import { AllocationLine, AllocationTable } from "@/components/charts/allocation-table";
import { Drift } from "@/components/figures/drift";
import { Weight } from "@/components/figures/percent";
import { nameOfTarget } from "@/components/policy/draft/name-of-target";
import { AssetLabel } from "@/components/portfolio/asset-label";
import { Card, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import type { Plan, TargetDrift } from "@/lib/engine/model";
import { shownDrift } from "@/lib/format/describe-target";
import { describePurchase } from "@/lib/format/first-purchase";
import { shownWeights } from "@/lib/format/shown-weights";

/** More rows than this are a crowd: those the plan leaves alone fold away. */
const CROWD = 12;

/** Every target on one scale: where it is, where the plan takes it, and its band. */
export function BeforeAfter({
  plan,
  colors = {},
  title = "Before and after",
  hint,
  isFirstPurchase = false,
}: {
  plan: Plan;
  /** By the rows' keys. */
  colors?: Readonly<Record<string, string>>;
  title?: string;
  /** Said once a run is over: these are its plan's weights. */
  hint?: string;
  /** Cash alone is far from every target, and nothing is outside for it. */
  isFirstPurchase?: boolean;
}) {
  const rows = isFirstPurchase ? plan.after.map((row) => ({ ...row, isOutside: false })) : plan.after;
  const [isOpen, setOpen] = useState(false);
  const isCrowd = rows.length > CROWD;
  const size = isCrowd ? "dense" : "normal";
  const moved = rows.filter((row) => isMoved(row) || row.isOutside);
  const still = rows.filter((row) => !isMoved(row) && !row.isOutside);
  // On a phone what is not traded folds away also where the rows are few.
  const isFolded = !isOpen && moved.length > 0;
  const before = shownWeights(rows);
  const after = shownWeights(rows.map(({ key, postTrade }) => ({ key, weight: postTrade })));
  const shownOf = ({ key, weight, postTrade }: TargetDrift) => ({
    before: before.get(key) ?? weight,
    after: after.get(key) ?? postTrade,
  });
  const scale = gaugeScale(rows.map((row) => ({ ...row, after: row.postTrade })));
  return (
    <Card labelledBy="h-before-after">
      <CardHeader id="h-before-after" title={title} hint={hint} push={<GaugeLegend kind="before-after" />} />
      <AllocationTable kind="before-after" scale={scale} heads={{ first: "Before", second: "After" }}>
        {moved.map((row) => (
          <Row
            key={row.key}
            row={row}
            shown={shownOf(row)}
            scale={scale}
            color={colors[row.key]}
            size={size}
            outcome={isFirstPurchase ? describePurchase(row) : outcomeOf(row)}
          />
        ))}
        {still.map((row) => (
          <Row
            key={row.key}
            row={row}
            shown={shownOf(row)}
            scale={scale}
            color={colors[row.key]}
            size={size}
            outcome={outcomeOf(row)}
            className={isFolded && (isCrowd ? "max-md:hidden md:hidden" : "max-md:hidden")}
          />
        ))}
      </AllocationTable>
      {still.length > 0 && moved.length > 0 && (
        <button
          type="button"
          className={cx(
            "min-h-10 w-full border-t border-hairline px-5 text-left text-text-soft max-md:px-3.5",
            !isCrowd && "md:hidden",
          )}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? "Hide" : "Show"} {still.length} not traded
        </button>
      )}
    </Card>
  );
}

interface RowProps {
  row: TargetDrift;
  /** Weights rounded with those of the other rows. */
  shown: { before: number; after: number };
  scale: ReturnType<typeof gaugeScale>;
  color: string | undefined;
  size: "normal" | "dense";
  outcome: string;
  className?: string | false;
}

function Row({ row, shown, scale, color, size, outcome, className }: RowProps) {
  return (
    <AllocationLine
      kind="before-after"
      size={size}
      className={className}
      name={
        <AssetLabel
          name={nameOfTarget(row)}
          code={row.members.length === 1 ? row.members[0] : undefined}
          color={color}
          isTight
        />
      }
      gauge={<AllocationGauge row={row} scale={scale} after={row.postTrade} />}
      first={<Weight value={shown.before} />}
      second={<Weight value={shown.after} />}
      drift={<Drift value={shownDrift(shown.after, row.target)} />}
      state={<span className="text-text-soft">{outcome}</span>}
    />
  );
}

const isMoved = (row: TargetDrift) => Math.abs(row.postTrade - row.weight) >= 0.0005;

/** What the plan does for this target, in a few words. */
function outcomeOf(row: TargetDrift): string {
  const after = row.postTrade - row.target;
  if (!isMoved(row)) {
    if (row.isOutside) return "stays outside its band";
    return Math.abs(after) < 0.0005 ? "on target" : "not traded";
  }
  if (Math.abs(after) < 0.0005) return "back on target";
  if (Math.abs(after) > row.band + 0.0005) return "closer to its band";
  return row.isOutside ? "back inside its band" : "closer to target";
}
