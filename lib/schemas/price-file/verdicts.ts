/** What a whole file comes to when it is refused, and what its prices are counted in. */
import { nameOf } from "./labels";
import type { PriceFileForm, PriceFileOptions, PriceFileQuestion, RefusedPrices } from "./model";
import type { Problems } from "./problems";
import type { ReadContext } from "./read-rows";

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

export function quoteOf(quote: string | null, options: PriceFileOptions, context: ReadContext): string {
  if (quote !== null) return quote;
  if (options.quote !== undefined) return options.quote.trim().toUpperCase();
  const message = `The file does not say what prices are counted in; taken as ${USUAL_QUOTE}.`;
  context.notes.push({ count: 1, message });
  return USUAL_QUOTE;
}
