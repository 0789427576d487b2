/** A wanted trade that is not made now, and why: "Buying 6.20 USDT of Solana waits: Binance takes no order under 10." */
import { assetName, type Deferral } from "@/lib/engine/model";
import { formatDecimal, formatMoney, formatPercent } from "./number";

export function describeDeferral(deferred: Deferral, baseCurrency: string): string {
  const action = deferred.side === "buy" ? "Buying" : "Selling";
  const what = `${action} ${formatMoney(deferred.notionalBase, { unit: baseCurrency })} of ${assetName(deferred.asset)}`;
  const { reason } = deferred;
  switch (reason.kind) {
    case "below-venue-minimum":
      return Number(reason.notionalMin) > 0
        ? `${what} waits: ${reason.venue} takes no order under ${formatDecimal(reason.notionalMin)}.`
        : `${what} waits: it is less than the smallest step ${reason.venue} takes.`;
    case "below-policy-minimum":
      return `${what} waits: your minimum is ${formatMoney(reason.notionalMin, { unit: baseCurrency, digits: 0 })} a trade.`;
    case "no-market":
      return `${what} is not possible: no venue of this portfolio trades ${deferred.asset} against ${reason.quote}.`;
    case "market-closed":
      return `${what} waits: the market ${reason.symbol} is closed, or shows no price.`;
    case "not-enough-cash":
      return `${what} waits: ${formatMoney(reason.missing, { unit: baseCurrency })} more cash is needed where it trades.`;
    case "locked":
      return `${what} is not possible: all of it is locked.`;
    case "over-largest-order":
      return reason.whose === "owner"
        ? `${what} is left for the runs after this one: your largest order is ${formatMoney(reason.notionalMax, { unit: baseCurrency })}.`
        : `${what} is left for the runs after this one: ${reason.venue} takes no order over ${formatMoney(reason.notionalMax, { unit: baseCurrency })}.`;
    case "waits-for-sales":
      return `${what} waits for sales that had to be cut; the runs after this one go on.`;
    case "over-turnover":
      return `${what} is left for the run after this one: the autopilot may trade ${formatPercent(reason.turnoverMax)} of the portfolio in one.`;
    case "spread-too-wide":
      return `${what} waits: bid and ask of ${reason.symbol} lie ${formatPercent(reason.spreadBps / 10_000)} apart, and your slippage limit is ${formatPercent(reason.slippageBpsMax / 10_000, { digits: 2 })} from their middle.`;
    case "unconfirmed":
      return `${what} waits: what is shown of it is not confirmed, and nothing is traded on that.`;
    case "no-price":
      return `${what} waits: nobody prices it now.`;
    case "left-out":
      return `${what} was left out by you.`;
  }
}
