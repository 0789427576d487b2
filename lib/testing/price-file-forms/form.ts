/**
 * A form of price file that somebody in the world publishes or exports, cut to a few rows, and what has to come of it: the
 * rows, or a question (or a refusal that a repair settles) and the rows after the answer. `reads` is assets and quote, then
 * the first and the last bar: "BTC ETH in USD | 2024-01-30 42946 2300 | 2024-02-01 43082 2310".
 */
import type { PriceFileAnswers, PriceFileOptions, PriceRepairs } from "@/lib/schemas/price-file/model";

export interface PriceForm {
  name: string;
  file: string | (() => Uint8Array);
  /** What the owner says beforehand. */
  given?: PriceFileOptions;
  /** Which file of an archive of several. */
  member?: string;
  /** What is asked, every choice there is, and the one taken. */
  asks?: {
    [About in keyof PriceFileAnswers]: { about: About; offers: readonly string[]; answer: PriceFileAnswers[About] };
  }[keyof PriceFileAnswers];
  /** What the refusal names, and what it is settled by. */
  repairs?: Partial<PriceRepairs>;
  /** Instead of rows: why it is no price file at all. */
  refused?: string;
  reads?: string;
}

/** The same three days everywhere. */
export const BTC_DAYS = "2024-01-30 42946 | 2024-02-01 43082";
export const BTC = (quote: string) => `BTC in ${quote} | ${BTC_DAYS}`;
export const lines = (...rows: readonly string[]) => `${rows.join("\n")}\n`;
