/**
 * Figures as people and spreadsheets write them: with thousands parted by commas, points, apostrophes or blanks of any
 * width, a currency before or after, and K, M or B for what is left out. Thousands must stand in threes (or as in India, in
 * twos before the last three): "1,23" is no figure where commas part thousands.
 */
const CURRENCY = /^(?:US|A|C)?[$€£¥₩₹₺₽₿]\s*|\s*[$€£¥₩₹₺₽₿]$|^[A-Z]{3,4}\s+|\s+[A-Z]{3,4}$/g;
const SCALES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
const GROUPED = {
  point:
    /^\d{1,3}(?:([,'’\u0020\u00a0\u2007\u2009\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?$|^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/,
  comma: /^\d{1,3}(?:([.'’\u0020\u00a0\u2007\u2009\u202f])\d{3})(?:\1\d{3})*(?:,\d+)?$/,
};
const PLAIN = { point: /^\d+(?:\.\d+)?$/, comma: /^\d+(?:,\d+)?$/ };

/** No figure is written longer. */
const LENGTH_MAX = 48;

/** null: no figure, or one below zero; `mayBeScaled`: it may end in K, M, B or T. */
export function readWritten(cell: string, isDecimalComma: boolean, mayBeScaled: boolean): number | null {
  const trimmed = cell.trim();
  if (trimmed.length > LENGTH_MAX || trimmed === "") return null;
  const bare = trimmed.replace(/^="(.*)"$/, "$1").replace(CURRENCY, "");
  const scale = mayBeScaled ? (SCALES[bare.at(-1)?.toUpperCase() ?? ""] ?? null) : null;
  const digits = scale === null ? bare : bare.slice(0, -1).trimEnd();
  const mark = isDecimalComma ? "comma" : "point";
  const isGrouped = GROUPED[mark].test(digits);
  // Without thousands, a currency or a scale there is nothing here that a bare figure would not have been.
  if (!isGrouped && !(PLAIN[mark].test(digits) && digits !== trimmed)) return null;
  const ungrouped = digits.replace(isDecimalComma ? /[.'’\s]/g : /[,'’\s]/g, "");
  const figure = Number(isDecimalComma ? ungrouped.replace(",", ".") : ungrouped);
  return Number.isFinite(figure) ? figure * (scale ?? 1) : null;
}

export type DecimalEvidence = "point" | "comma" | "either" | "none";

/** Which decimal mark a cell shows. "1.000" and "1,000" may be one or a thousand: either. */
export function decimalIn(cell: string): DecimalEvidence {
  const bare =
    cell.length > LENGTH_MAX
      ? ""
      : cell
          .trim()
          .replace(CURRENCY, "")
          .replace(/[%KMBT]$/i, "");
  const [, digits = "", exponent = ""] = /^[-+]?([\d.,'’\s]+)(e[-+]?\d+)?$/i.exec(bare) ?? [];
  const plain = digits.replace(/['’\s]/g, "");
  const [point, comma] = [plain.lastIndexOf("."), plain.lastIndexOf(",")];
  if (point < 0 && comma < 0) return "none";
  if (point >= 0 && comma >= 0) return point > comma ? "point" : "comma";
  const mark = point >= 0 ? "." : ",";
  const [asDecimal, asThousands] = point >= 0 ? (["point", "comma"] as const) : (["comma", "point"] as const);
  if (plain.indexOf(mark) !== plain.lastIndexOf(mark)) return asThousands;
  return exponent === "" && /^[1-9]\d{0,2}[.,]\d{3}$/.test(plain) ? "either" : asDecimal;
}
