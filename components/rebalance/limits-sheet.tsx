import { Mark } from "@/components/ui/mark";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import type { LimitCheck, RebalanceState } from "@/lib/engine/model";
import { LIMIT_NAMES, whenAsked } from "./limit-times";

/** Every guard with its figure beside its bar; the ones that say no come first, with their reason. */
export function LimitList({ checks }: { checks: readonly LimitCheck[] }) {
  const ordered = [...checks].sort((left, right) => Number(left.isPassed) - Number(right.isPassed));
  return (
    <ul className="limits">
      {ordered.map((check) => (
        <li key={check.limit}>
          <Mark kind={check.isPassed ? "ok" : "warn"} label={check.isPassed ? "passed" : "not passed"} />
          <span className="nowrap">{LIMIT_NAMES[check.limit]}</span>
          <span className="figure-of">{check.detail}</span>
          {check.problem && <span className="problem">{check.problem}</span>}
        </li>
      ))}
    </ul>
  );
}

export function LimitsSheet({ checks, state }: { checks: readonly LimitCheck[]; state: RebalanceState }) {
  if (checks.length === 0) return null;
  const passed = checks.filter((check) => check.isPassed).length;
  return (
    <Sheet labelledBy="h-limits">
      <SheetHead
        id="h-limits"
        title="Limits"
        push={
          <span className={passed === checks.length ? "soft xs" : "warn xs medium"}>
            {passed} of {checks.length} passed
          </span>
        }
      />
      <SheetBody>
        <LimitList checks={checks} />
        <p className="xs faint mt-2">{whenAsked(state)}</p>
      </SheetBody>
    </Sheet>
  );
}
