import { cx } from "@/components/ui/cx";
import { Unit } from "@/components/ui/unit";
import { formatDecimal, formatMoney, moneyDigits, UNIT_SPACE } from "@/lib/format/number";
import { judgedClass } from "./judged";
import { Unknown } from "./unknown";

const FIGURE = "text-figure font-medium tracking-[-0.025em] whitespace-nowrap tabular-nums";

interface MoneyProps {
  /** Exact as text; a float where a backtest made it. */
  value: string | number | null;
  unit?: string;
  digits?: number;
  /** "figure": the one large figure of a page, cents and unit faint. */
  size?: "figure";
  isSigned?: boolean;
  /** Green for a gain, red for a loss; only for signed changes. */
  isJudged?: boolean;
}

export function Money({ value, unit, digits, size, isSigned = false, isJudged = false }: MoneyProps) {
  if (value === null)
    return size === "figure" ? <span className={cx(FIGURE, "text-text-faint")}>not known</span> : <Unknown />;
  const text = formatMoney(value, { digits: digits ?? moneyDigits(unit), isSigned });
  const title = formatDecimal(value) + (unit ? `${UNIT_SPACE}${unit}` : "");
  const unitMark = unit && (
    <Unit className={size === "figure" ? "text-base leading-[inherit]" : undefined}>{unit}</Unit>
  );
  if (size === "figure") {
    const [whole, cents] = text.split(".");
    return (
      <span className={FIGURE} title={title}>
        {whole}
        {cents && <span className="text-text-faint">.{cents}</span>}
        {unitMark}
      </span>
    );
  }
  return (
    <span className={cx("tabular-nums whitespace-nowrap", isJudged && judgedClass(text))} title={title}>
      {text}
      {unitMark}
    </span>
  );
}
