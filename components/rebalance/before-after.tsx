"use client";
import { type CSSProperties, useState } from "react";
import { AllocationGauge, GaugeLegend, GaugeTicks, gaugeScale } from "@/components/charts/allocation-gauge";
import { Drift } from "@/components/figures/drift";
import { Weight } from "@/components/figures/percent";
import { nameOfTarget } from "@/components/policy/name-of-target";
import { assetColors } from "@/components/portfolio/asset-colors";
import { cx } from "@/components/ui/cx";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import type { Plan, TargetDrift } from "@/lib/engine/model";

const COLUMNS = { "--alloc-columns": "160px minmax(0, 1fr) 58px 62px 74px 178px" } as CSSProperties;

/** More rows than this are a crowd: those the plan leaves alone fold away. */
const CROWD = 12;

/** Every target on one scale: where it is, where the plan takes it, and its band. */
export function BeforeAfter({
  plan,
  title = "Before and after",
  hint,
}: {
  plan: Plan;
  title?: string;
  /** Said once a run is over: these are its plan's weights. */
  hint?: string;
}) {
  const rows = plan.after;
  const [isOpen, setOpen] = useState(false);
  const isCrowd = rows.length > CROWD;
  const moved = rows.filter((row) => isMoved(row) || row.isOutside);
  const still = rows.filter((row) => !isMoved(row) && !row.isOutside);
  const colors = assetColors(rows, plan.orders[0]?.quote ?? "").byTarget;
  const scale = gaugeScale(rows.map((row) => ({ ...row, after: row.goal })));
  return (
    <Sheet labelledBy="h-before-after">
      <SheetHead id="h-before-after" title={title} hint={hint} push={<GaugeLegend kind="before-after" />} />
      <div className={cx("alloc alloc-ba", isCrowd && "dense crowd")} style={COLUMNS}>
        <div className="alloc-row label">
          <span>Asset</span>
          <GaugeTicks scale={scale} />
          <span className="num">Before</span>
          <span className="num">After</span>
          <span className="num">Drift</span>
          <span />
        </div>
        {moved.map((row) => (
          <Row key={row.key} row={row} scale={scale} color={colors[row.key]} />
        ))}
        {still.map((row) => (
          <Row key={row.key} row={row} scale={scale} color={colors[row.key]} isFolded={!isOpen && moved.length > 0} />
        ))}
      </div>
      {still.length > 0 && moved.length > 0 && (
        <button type="button" className="fold-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Hide" : "Show"} {still.length} not traded
        </button>
      )}
    </Sheet>
  );
}

interface RowProps {
  row: TargetDrift;
  scale: ReturnType<typeof gaugeScale>;
  color: string | undefined;
  isFolded?: boolean;
}

function Row({ row, scale, color, isFolded }: RowProps) {
  return (
    <div className={cx("alloc-row", isFolded && "folded")}>
      <span className="name asset">
        <span className="swatch" style={{ "--c": color } as CSSProperties} />
        <b>{nameOfTarget(row)}</b>
        {row.members.length === 1 && nameOfTarget(row) !== row.members[0] && <i>{row.members[0]}</i>}
      </span>
      <AllocationGauge row={row} scale={scale} after={row.goal} />
      <span className="num actual soft">
        <Weight value={row.weight} />
      </span>
      <span className="num goal medium">
        <Weight value={row.goal} />
      </span>
      <span className="num drift">
        <Drift value={row.goal - row.target} />
      </span>
      <span className="words soft">{outcomeOf(row)}</span>
    </div>
  );
}

const isMoved = (row: TargetDrift) => Math.abs(row.goal - row.weight) >= 0.0005;

/** What the plan does for this target, in two or three words. */
function outcomeOf(row: TargetDrift): string {
  const after = row.goal - row.target;
  if (!isMoved(row)) {
    if (row.isOutside) return "stays outside its band";
    return Math.abs(after) < 0.0005 ? "on target" : "not traded";
  }
  if (Math.abs(after) < 0.0005) return "back on target";
  if (Math.abs(after) > row.band + 0.0005) return "closer to its band";
  return row.isOutside ? "back inside its band" : "closer to target";
}
