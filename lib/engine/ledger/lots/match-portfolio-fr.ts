/**
 * France: all coins of a household are one portfolio with one price paid for it (CGI 150 VH bis; form 2086, lines 212
 * to 224; BOI-RPPM-PVBMC-30-20). A coin for a coin without balance is deferred: it changes nothing here. A sale takes of
 * the price paid the share that it takes of the whole portfolio's worth at that instant:
 *
 *   cost = A x P / V        A -= cost        gain = P - fee - cost
 *
 *   A 1,000 · V 1,200 · sold for 450  ->  cost 375, gain 75, A 625
 *
 * P in the quotient is the price before fees, as the form has it (line 217). V is read at the sale, over all wallets;
 * without it the sale waits. A coin given up as a fee has no price the form asks for: it leaves the holdings and nothing else.
 */
import { type Amount, shareOf } from "./amount";
import { Holdings } from "./holdings";
import { wholeDisposal } from "./pool-rows";
import type { Disposal, Income, MatchProblem, MatchResult } from "./result";
import type { Step } from "./steps";

export function matchPortfolioFr(steps: Iterable<Step>): MatchResult {
  const income: Income[] = [];
  const problems: MatchProblem[] = [];
  const disposals: Disposal[] = [];
  const holdings = new Holdings();
  let paid: Amount = 0n;
  for (const step of steps) {
    const problem = whyNot(step, holdings) ?? holdings.book(step);
    if (problem !== null) {
      problems.push(problem);
      continue;
    }
    if (step.income !== null) income.push(step.income);
    const isSwap = step.movements.some((movement) => movement.kind === "dispose" && movement.cause === "swap");
    for (const movement of step.movements) {
      if (movement.kind === "acquire" && !isSwap) paid += movement.cost ?? 0n;
      if (movement.kind !== "dispose" || movement.cause !== "sell") continue;
      const worth = movement.portfolioValueBefore!;
      // More than the whole is never taken, whatever the two prices say.
      const part = movement.proceeds < worth ? movement.proceeds : worth;
      const cost = shareOf(paid, part, worth);
      paid -= cost;
      disposals.push(wholeDisposal(step, movement, cost));
    }
  }
  const row = { lot: null, asset: "*", wallet: null, acquired: null, quantity: 0n, cost: paid };
  return { disposals, lots: [row], income, problems };
}

/** One price was paid for all: what is not known of one coin is not known of the sale of another. */
function whyNot({ event, movements }: Step, holdings: Holdings): MatchProblem | null {
  const sale = movements.find((movement) => movement.kind === "dispose" && movement.cause === "sell");
  if (sale?.kind !== "dispose") return null;
  if (isWithoutWorth(sale)) return { event, code: "portfolio-value-unknown", asset: sale.asset };
  const unknown = holdings.firstUnknown();
  return unknown === null ? null : { event, code: "cost-unknown", wallet: sale.wallet, ...unknown };
}

const isWithoutWorth = ({ portfolioValueBefore }: { portfolioValueBefore: Amount | null }) =>
  portfolioValueBefore === null || portfolioValueBefore <= 0n;
