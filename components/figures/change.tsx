import { Money } from "./money";
import { Percent } from "./percent";
import { Unknown } from "./unknown";

/** A signed change in money and, softer, in percent: two places, because a day is small. */
export function Change({ change, unit }: { change: { value: string; ratio: number } | null; unit?: string }) {
  if (change === null) return <Unknown isKnownAbsent />;
  return (
    <span className="whitespace-nowrap">
      <Money value={change.value} unit={unit} isSigned isJudged />{" "}
      <span className="text-text-soft font-normal">
        <Percent value={change.ratio} digits={2} isSigned />
      </span>
    </span>
  );
}
