/** What a whole file comes to when it is refused, and what its prices are counted in. */
import { isCurrency } from "./column-names";
import { nameOf } from "./labels";
import type { PriceFileForm, PriceFileOptions, PriceFileQuestion, RefusedPrices } from "./model";
import type { Problems } from "./problems";
import type { ReadContext } from "./read-rows";
import { type Delimiter, type Line, splitCells } from "./split";

const USUAL_QUOTE = "USDT";

/** One problem that stands for the whole file. */
export function refuseAt(
  row: number,
  column: string | null,
  message: string,
  form: PriceFileForm | null,
  question: PriceFileQuestion | null = null,
): RefusedPrices {
  const problem = { row, column: nameOf(column), message, repair: null, rows: 1 };
  return { ok: false, problems: [problem], problemCount: 1, form, question };
}

export function refused(problems: Problems, form: PriceFileForm): RefusedPrices {
  return { ok: false, problems: problems.list(), problemCount: problems.count(), form, question: null };
}

/** Signs that are one currency's; "$" and "¥" are several's. */
const SIGNS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "₩": "KRW",
  "₹": "INR",
  "₺": "TRY",
  "₽": "RUB",
  "₿": "BTC",
};

/** The price cells, row by row; none where the first row bears no currency, as in most files. */
export function* cellsAt(rows: readonly Line[], delimiter: Delimiter, places: readonly number[]): Iterable<string> {
  for (const [index, { text }] of rows.entries()) {
    const cells = splitCells(text, delimiter) ?? [];
    const priced = places.map((at) => cells[at] ?? "");
    if (index === 0 && !priced.some((cell) => BEARING.test(cell))) return;
    yield* priced;
  }
}

/** "NaN" and "1e-5" bear none. */
const BEARING = /[A-Z]{3,5}\b|\p{Sc}/u;

/** What cells say they are counted in ("42.946,20 €", "EUR 42946.20"); a list where they do not agree. */
export function quoteIn(cells: Iterable<string>): string | null | string[] {
  const found = new Set<string>();
  for (const cell of cells) {
    const sign = [...cell].find((each) => each in SIGNS);
    const [code = ""] = /\b[A-Z]{3,5}\b/.exec(cell) ?? [];
    if (sign !== undefined) found.add(SIGNS[sign]!);
    else if (isCurrency(code)) found.add(code);
  }
  return found.size > 1 ? [...found] : ([...found][0] ?? null);
}

export const mixedQuotes = (row: number, quotes: readonly string[], form: PriceFileForm): RefusedPrices =>
  refuseAt(row, null, `Prices are counted in ${quotes.join(" and ")}. Split the file by currency.`, form);

export function quoteOf(quote: string | null, options: PriceFileOptions, context: ReadContext): string {
  if (quote !== null) return quote;
  if (options.quote !== undefined) return options.quote.trim().toUpperCase();
  const message = `The file does not say what prices are counted in; taken as ${USUAL_QUOTE}.`;
  context.notes.push({ count: 1, message });
  return USUAL_QUOTE;
}
