import { cx } from "@/components/ui/cx";
import { formatPercent } from "@/lib/format/number";
import { judgedClass } from "./judged";
import { Unknown } from "./unknown";

interface PercentProps {
  /** A share: 0.0065 is 0.65 %. */
  value: number | null;
  digits?: number;
  isSigned?: boolean;
  isJudged?: boolean;
}

export function Percent({ value, digits = 1, isSigned = false, isJudged = false }: PercentProps) {
  if (value === null) return <Unknown isKnownAbsent />;
  const text = formatPercent(value, { digits, isSigned });
  return (
    <span
      className={cx("tabular-nums whitespace-nowrap", isJudged && judgedClass(text))}
      title={formatPercent(value, { digits: 6, isSigned })}
    >
      {text}
    </span>
  );
}

/** The share of a whole: a level, so it carries no sign. */
export function Weight({ value, digits = 1 }: { value: number | null; digits?: number }) {
  return <Percent value={value} digits={digits} />;
}
