import type { CSSProperties } from "react";
import { AllocationGauge, GaugeLegend, GaugeTicks, gaugeScale } from "@/components/charts/allocation-gauge";
import { Drift } from "@/components/figures/drift";
import { Weight } from "@/components/figures/percent";
import { nameOfTarget } from "@/components/policy/name-of-target";
import { assetColors } from "@/components/portfolio/asset-colors";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import type { Plan, TargetDrift } from "@/lib/engine/model";

const COLUMNS = { "--alloc-columns": "160px minmax(0, 1fr) 58px 62px 74px 178px" } as CSSProperties;

/** Every target on one scale: where it is, where the plan takes it, and its band. */
export function BeforeAfter({ plan, title = "Before and after" }: { plan: Plan; title?: string }) {
  const rows = plan.after;
  const colors = assetColors(rows, plan.orders[0]?.quote ?? "").byTarget;
  const scale = gaugeScale(rows.map((row) => ({ ...row, after: row.goal })));
  return (
    <Sheet labelledBy="h-before-after">
      <SheetHead id="h-before-after" title={title} push={<GaugeLegend kind="before-after" />} />
      <div className="alloc alloc-ba" style={COLUMNS}>
        <div className="alloc-row label">
          <span>Asset</span>
          <GaugeTicks scale={scale} />
          <span className="num">Before</span>
          <span className="num">After</span>
          <span className="num">Drift</span>
          <span />
        </div>
        {rows.map((row) => (
          <div className="alloc-row" key={row.key}>
            <span className="name asset">
              <span className="swatch" style={{ "--c": colors[row.key] } as CSSProperties} />
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
        ))}
      </div>
    </Sheet>
  );
}

/** What the plan does for this target, in two or three words. */
function outcomeOf(row: TargetDrift): string {
  const after = row.goal - row.target;
  if (Math.abs(row.goal - row.weight) < 0.0005) {
    if (row.isOutside) return "stays outside its band";
    return Math.abs(after) < 0.0005 ? "on target" : "not traded";
  }
  if (Math.abs(after) < 0.0005) return "back on target";
  if (Math.abs(after) > row.band + 0.0005) return "closer to its band";
  return row.isOutside ? "back inside its band" : "closer to target";
}
