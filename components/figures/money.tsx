import { cx } from "@/components/ui/cx";
import { formatDecimal, formatMoney, MINUS, moneyDigits, UNIT_SPACE } from "@/lib/format/number";
import { Unknown } from "./unknown";

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
  if (value === null) return size === "figure" ? <span className="figure faint">not known</span> : <Unknown />;
  const text = formatMoney(value, { digits: digits ?? moneyDigits(unit), isSigned });
  const title = formatDecimal(value) + (unit ? `${UNIT_SPACE}${unit}` : "");
  const unitMark = unit && <span className="unit">{unit}</span>;
  if (size === "figure") {
    const [whole, cents] = text.split(".");
    return (
      <span className="figure" title={title}>
        {whole}
        {cents && <small>.{cents}</small>}
        {unitMark}
      </span>
    );
  }
  const isZero = !/[1-9]/.test(text);
  return (
    <span
      className={cx("tabular nowrap", isJudged && !isZero && (text.startsWith(MINUS) ? "neg" : "pos"))}
      title={title}
    >
      {text}
      {unitMark}
    </span>
  );
}
