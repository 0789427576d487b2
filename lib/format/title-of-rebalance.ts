/**
 * What a rebalance does, in a line: "Bring Bitcoin back to target", "Sell Bitcoin, buy Ethereum and Solana",
 * "Invest 1,200 USDT of cash". Names what was broken first; falls back on what is traded. What sizes cut is said too.
 */
import { assetName, type Plan, type TriggerReason } from "@/lib/engine/model";
import { titleOfFirstPurchase } from "./first-purchase";
import { listNames } from "./names";
import { agree } from "./plural";

export function titleOfRebalance(
  plan: Pick<Plan, "after" | "orders"> & Partial<Pick<Plan, "deferred">>,
  reasons: readonly TriggerReason[],
): string {
  return `${titleOfWhole(plan, reasons)}${cutText(plan.deferred ?? [])}`;
}

/** ", cut to your largest order" where that is why it does not get all the way. */
function cutText(deferred: Plan["deferred"]): string {
  const cuts = deferred.map(({ reason }) => reason);
  const largest = cuts.flatMap((reason) => (reason.kind === "over-largest-order" ? [reason] : []));
  if (largest.some(({ whose }) => whose === "owner")) return ", cut to your largest order";
  const [atVenue] = largest;
  if (atVenue !== undefined) return `, cut to the largest order of ${atVenue.venue}`;
  return cuts.some(({ kind }) => kind === "over-turnover") ? ", as far as one run may trade" : "";
}

function titleOfWhole(plan: Pick<Plan, "after" | "orders">, reasons: readonly TriggerReason[]): string {
  const first = titleOfFirstPurchase(plan, reasons);
  if (first !== null) return first;
  const moved = titleOfMove(plan, reasons);
  if (moved !== null) return moved;
  const broken = reasons.flatMap((reason) => (reason.kind === "band-broken" ? [reason] : []));
  const isCash = (key: string) => plan.after.some((row) => row.key === key && row.target === 0);
  const named = broken.filter((reason) => !isCash(reason.key)).map((reason) => reason.name);
  if (named.length > 0 && named.length <= 2) return `Bring ${listNames(named)} back ${destinationOf(plan, broken)}`;
  if (named.length > 2) return `Bring ${named.length} targets back ${destinationOf(plan, broken)}`;

  const bought = plan.orders.filter((order) => order.side === "buy").map((order) => assetName(order.base));
  const sold = plan.orders.filter((order) => order.side === "sell").map((order) => assetName(order.base));
  const [buys, sells] = [[...new Set(bought)], [...new Set(sold)]];
  if (buys.length === 0 && sells.length > 0) return `Sell ${listNames(sells)}`;
  if (sells.length === 0 && buys.length > 0) return `Buy ${listNames(buys)} with idle cash`;
  if (buys.length + sells.length > 4 || buys.length + sells.length === 0) return "Bring the portfolio back to target";
  return `Sell ${listNames(sells)}, buy ${listNames(buys)}`;
}

/** Runs that a stop, a deposit or a withdrawal called for are named by it. */
function titleOfMove(plan: Pick<Plan, "orders">, reasons: readonly TriggerReason[]): string | null {
  for (const reason of reasons) {
    if (reason.kind === "portfolio-stop") return `Leave the market for ${assetName(reason.safeAsset)}`;
    if (reason.kind === "stop-ended") return "Go back into the market";
    if (reason.kind !== "cash-flow") continue;
    const side = reason.share > 0 ? "buy" : "sell";
    const names = [
      ...new Set(plan.orders.filter((order) => order.side === side).map((order) => assetName(order.base))),
    ];
    const what = names.length > 0 ? ` ${listNames(names)}` : "";
    return reason.share > 0 ? `Buy${what} with what was deposited` : `Sell${what} for what was withdrawn`;
  }
  return null;
}

/** Float noise of a post-trade weight at the edge of its band. */
const BAND_NOISE = 1e-6;

/** "to target" where every broken row ends within half a point of it, else "inside its band", where it gets that far. */
function destinationOf(plan: Pick<Plan, "after">, broken: readonly { key: string }[]): string {
  const rows = plan.after.filter((row) => broken.some((reason) => reason.key === row.key));
  const isOnTarget = rows.every((row) => Math.abs(row.postTrade - row.target) < 0.005);
  if (isOnTarget) return "to target";
  if (rows.some((row) => Math.abs(row.postTrade - row.target) > row.band + BAND_NOISE)) return "toward target";
  return `inside ${agree(broken.length, "its band", "their bands")}`;
}
