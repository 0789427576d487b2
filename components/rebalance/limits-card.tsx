import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";
import { type DescribedLimit, LIMIT_KINDS, LIMIT_SCOPE, type LimitKind } from "@/lib/engine/model";
import { LIMIT_LABELS } from "@/lib/format/labels/limits";

const checkedByOrder = LIMIT_KINDS.filter((kind) => LIMIT_SCOPE[kind].isCheckedByOrder);
const namesOf = (kinds: readonly LimitKind[]) => kinds.map((kind) => LIMIT_LABELS[kind].toLowerCase()).join(", ");

/** Every guard with its figure beside its bar; the ones that say no come first, with their reason. */
export function LimitList({ checks }: { checks: readonly DescribedLimit[] }) {
  const ordered = [...checks].sort((left, right) => Number(left.isPassed) - Number(right.isPassed));
  return (
    <ul className="divide-y divide-hairline text-xs tabular-nums">
      {ordered.map((check) => (
        <li key={check.limit} className="grid min-h-7 grid-cols-[18px_auto_1fr] items-center gap-x-1 py-1">
          <LimitMark check={check} />
          <span>
            <span className="whitespace-nowrap">{LIMIT_LABELS[check.limit]}</span>{" "}
            {check.binds === "autopilot" && <span className="text-text-faint text-xs block">for the autopilot</span>}
          </span>
          <span className="text-right text-text-soft">{check.detail}</span>
          {check.problem && <span className="col-span-2 col-start-2 text-warning">{check.problem}</span>}
        </li>
      ))}
    </ul>
  );
}

function LimitMark({ check }: { check: DescribedLimit }) {
  if (check.isNotNeeded) return <Mark kind="none" label="nothing to compare" />;
  return <Mark kind={check.isPassed ? "ok" : "warn"} label={check.isPassed ? "passed" : "not passed"} />;
}

export function LimitsCard({ checks, isRunning }: { checks: readonly DescribedLimit[]; isRunning: boolean }) {
  if (checks.length === 0) return null;
  const judged = checks.filter((check) => !check.isNotNeeded);
  const passed = judged.filter((check) => check.isPassed).length;
  return (
    <Card labelledBy="h-limits">
      <CardHeader
        id="h-limits"
        title="Limits"
        push={
          <span className={passed === judged.length ? "text-text-soft text-xs" : "text-warning text-xs font-medium"}>
            {passed} of {judged.length} passed
          </span>
        }
      />
      <CardBody>
        <LimitList checks={checks} />
        <p className="text-xs text-text-faint mt-2">
          {isRunning ? "" : "All are checked again at approval. "}
          Checked again before every order: {namesOf(checkedByOrder)}.
        </p>
      </CardBody>
    </Card>
  );
}
