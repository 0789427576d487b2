import { Mark } from "@/components/ui/mark";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { type DescribedLimit, LIMIT_KINDS, LIMIT_SCOPE, type LimitKind } from "@/lib/engine/model";

export const LIMIT_NAMES: Record<LimitKind, string> = {
  turnover: "Turnover, this run",
  "turnover-per-day": "Turnover, 24 hours",
  "order-notional": "Largest order",
  "price-age": "Oldest price",
  "price-missing": "Prices present",
  "price-jump": "Price jump",
  slippage: "Slippage",
  "cash-min": "Cash after",
  "venue-health": "Venues",
  "kill-switch": "Kill switch",
};

const askedByOrder = LIMIT_KINDS.filter((kind) => LIMIT_SCOPE[kind].isAskedByOrder);
const namesOf = (kinds: readonly LimitKind[]) => kinds.map((kind) => LIMIT_NAMES[kind].toLowerCase()).join(", ");

/** Every guard with its figure beside its bar; the ones that say no come first, with their reason. */
export function LimitList({ checks }: { checks: readonly DescribedLimit[] }) {
  const ordered = [...checks].sort((left, right) => Number(left.isPassed) - Number(right.isPassed));
  return (
    <ul className="limits">
      {ordered.map((check) => (
        <li key={check.limit}>
          <Mark kind={check.isPassed ? "ok" : "warn"} label={check.isPassed ? "passed" : "not passed"} />
          <span>
            <span className="nowrap">{LIMIT_NAMES[check.limit]}</span>{" "}
            {check.binds === "autopilot" && <span className="faint xs block">for the autopilot</span>}
          </span>
          <span className="figure-of">{check.detail}</span>
          {check.problem && <span className="problem">{check.problem}</span>}
        </li>
      ))}
    </ul>
  );
}

export function LimitsSheet({ checks, isRunning }: { checks: readonly DescribedLimit[]; isRunning: boolean }) {
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
        <p className="xs faint mt-2">
          {isRunning ? "" : "All are asked again at approval. "}
          Before every order asked again: {namesOf(askedByOrder)}.
        </p>
      </SheetBody>
    </Sheet>
  );
}
