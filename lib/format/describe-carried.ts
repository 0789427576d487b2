/** A wanted trade that is not made now, and why: "Buying 6.20 USDT of Solana waits: Binance takes no order under 10." */
import { assetName, type Carried } from "@/lib/engine/model";
import { formatDecimal, formatMoney } from "./numbers";

export function describeCarried(carried: Carried, baseCurrency: string): string {
  const deed = carried.side === "buy" ? "Buying" : "Selling";
  const what = `${deed} ${formatMoney(carried.notionalBase, baseCurrency)} of ${assetName(carried.asset)}`;
  const { reason } = carried;
  switch (reason.kind) {
    case "below-venue-minimum":
      return Number(reason.notionalMin) > 0
        ? `${what} waits: ${reason.venue} takes no order under ${formatDecimal(reason.notionalMin)}.`
        : `${what} waits: it is less than the smallest step ${reason.venue} takes.`;
    case "below-policy-minimum":
      return `${what} waits: your minimum is ${formatMoney(reason.notionalMin, baseCurrency, { decimals: 0 })} a trade.`;
    case "no-market":
      return `${what} is not possible: no venue of this portfolio trades ${carried.asset} against ${reason.quote}.`;
    case "market-closed":
      return `${what} waits: the market ${reason.symbol} is closed, or shows no price.`;
    case "not-enough-cash":
      return `${what} waits: ${formatMoney(reason.missing, baseCurrency)} more cash is needed where it trades.`;
    case "locked":
      return `${what} is not possible: all of it is locked.`;
    case "left-out":
      return `${what} was left out by you.`;
  }
}
