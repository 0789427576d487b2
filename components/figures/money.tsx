import { cx } from "@/components/ui/cx";
import { formatMoney, groupDigits, moneyDigits } from "@/lib/format/number";
import { Unknown } from "./unknown";

interface MoneyProps {
  value: string | null;
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
  const title = `${groupDigits(value)}${unit ? ` ${unit}` : ""}`;
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
      className={cx("tabular nowrap", isJudged && !isZero && (value.startsWith("-") ? "neg" : "pos"))}
      title={title}
    >
      {text}
      {unitMark}
    </span>
  );
}
