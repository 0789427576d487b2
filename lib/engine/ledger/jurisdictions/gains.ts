/** Sums over a year's disposals that several countries ask for. Exact; nothing is rounded. */
import type { Amount } from "@/lib/engine/ledger/lots/amount";
import { type Disposal, type DisposalPart, gainOf } from "@/lib/engine/ledger/lots/result";
import type { Term } from "@/lib/engine/ledger/lots/term";
import type { TaxYear } from "./jurisdiction";

export const sumOf = (amounts: readonly Amount[]): Amount => amounts.reduce((total, amount) => total + amount, 0n);

export const gainsOf = (disposals: readonly Disposal[]): Amount => sumOf(disposals.map(gainOf));

export const partsOf = ({ disposals }: Pick<TaxYear, "disposals">): readonly DisposalPart[] =>
  disposals.flatMap(({ parts }) => parts);

/** Gains less losses of the parts of one term. */
export const gainOfTerm = (year: TaxYear, term: Term): Amount =>
  sumOf(
    partsOf(year)
      .filter((part) => part.term === term)
      .map(gainOf),
  );

/** Gains and losses apart, both 0 or above. */
export function splitBySign(gains: readonly Amount[]): { gains: Amount; losses: Amount } {
  return {
    gains: sumOf(gains.filter((gain) => gain > 0n)),
    losses: -sumOf(gains.filter((gain) => gain < 0n)),
  };
}

export const notBelowZero = (amount: Amount): Amount => (amount > 0n ? amount : 0n);
export const lesser = (left: Amount, right: Amount): Amount => (left < right ? left : right);

/** `rate` in hundredths of a per cent: 27.5 % is 2750. */
export const taxAt = (taxable: Amount, rate: number): Amount => (taxable * BigInt(rate)) / 10_000n;
