/**
 * What rebalancing brought over a range, in sentences. What went wrong is said first: a portfolio that fell, then holding
 * that won. "Holding won here, by 1,583.00 USDT (3.2 %). From the same start ..."
 */

import { formatMoney, formatPercent, formatQuantity, moneyDigits, roundDecimal } from "./number";
import { agree, plural } from "./plural";
import { formatTime, type Reader } from "./time";

export interface Compared {
  from: number;
  until: number;
  ahead: string;
  value: string;
  holding: string;
  portfolioReturn: number | null;
}

export function describeAgainstHolding(
  compared: Compared,
  unit: string,
  rebalanceCount: number,
  reader: Reader,
): { headline: string; detail: string } {
  const { from, ahead, value, holding, portfolioReturn } = compared;
  const fell = portfolioReturn !== null && portfolioReturn <= -0.0005;
  const opening = fell ? `The portfolio fell ${formatPercent(-portfolioReturn)}. ` : "";
  const start = `From the same start on ${formatTime(from, reader, "day")} and with the same deposits and withdrawals`;
  const money = (amount: string) => formatMoney(amount, { unit });
  const elsewhere = isSame(ahead, unit)
    ? ""
    : " The difference is that of the mix it started with, or of trades made elsewhere.";
  const ran =
    rebalanceCount === 0
      ? elsewhere
      : ` ${plural(rebalanceCount, "rebalance")} ${agree(rebalanceCount, "lies", "lie")} between, fees paid.`;
  return {
    headline: `${opening}${leadOf(ahead, holding, unit, rebalanceCount > 0)}`,
    detail: `${start} it is worth ${money(value)}; never rebalanced it would be worth ${money(holding)}.${ran}`,
  };
}

/** What no run did, rebalancing did not bring: then only the distance is told. */
function leadOf(ahead: string, holding: string, unit: string, hasRun: boolean): string {
  if (isSame(ahead, unit))
    return hasRun
      ? "Rebalancing and holding came to the same."
      : "Nothing was rebalanced here: it is worth what holding is.";
  const isBehind = ahead.startsWith("-");
  const size = formatMoney(ahead.replace("-", ""), { unit });
  const base = Number(holding);
  const share = base > 0 ? ` (${formatPercent(Math.abs(Number(ahead)) / base)})` : "";
  if (!hasRun) return `Nothing was rebalanced here: it is ${size}${share} ${isBehind ? "behind" : "ahead of"} holding.`;
  return isBehind ? `Holding won here, by ${size}${share}.` : `Rebalancing brought ${size}${share} more than holding.`;
}

/** No cent apart. */
const isSame = (ahead: string, unit: string) => !/[1-9]/.test(roundDecimal(ahead, moneyDigits(unit)));

/** Why nothing is compared: "Not compared: what 0.5 BTC was worth on 3 Oct is not known." */
export function describeUnvalued(
  flows: readonly { at: number; asset: string; quantity: string }[],
  reader: Reader,
): string {
  const [first] = flows;
  if (first === undefined) return "Not compared yet.";
  const quantity = `${formatQuantity(first.quantity.replace("-", ""))} ${first.asset}`;
  const way = first.quantity.startsWith("-") ? "went out" : "came in";
  const more = flows.length > 1 ? ` The same holds for ${plural(flows.length - 1, "more flow", "more flows")}.` : "";
  return `Not compared: ${quantity} ${way} on ${formatTime(first.at, reader, "day")}, and what that was worth is not known.${more}`;
}
