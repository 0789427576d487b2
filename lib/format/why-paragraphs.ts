/**
 * The paragraphs of a proposal: what is so, what pays for what, what waits, and what happens if nobody approves.
 * Every sentence has its figure and its bar; people act on sentences.
 */
import {
  assetName,
  type Decision,
  PEGS,
  type Plan,
  type Policy,
  type TargetDrift,
  type TriggerReason,
} from "@/lib/engine/model";
import { shownDrift, shownExcess } from "./describe-target";
import { describeTriggerReason } from "./describe-trigger";
import { firstPurchaseParagraphs, isFirstPurchase, spokenReasons } from "./first-purchase";
import { listNames } from "./names";
import { formatMoney, formatPercent, formatPoints } from "./number";
import { agree } from "./plural";
import { shownWeights } from "./shown-weights";
import { formatTime, type Reader } from "./time";

/** Most important first; each paragraph is plain text. */
export function whyParagraphs(
  decision: Pick<Extract<Decision, { kind: "rebalance" }>, "reasons">,
  plan: Plan,
  policy: Pick<Policy, "destination" | "quoteAsset">,
  reader: Reader,
  baseCurrency: string = policy.quoteAsset,
): string[] {
  const reasons = spokenReasons(decision.reasons);
  if (isFirstPurchase(reasons)) return firstPurchaseParagraphs(plan, baseCurrency);
  const paragraphs = [
    ...brokenParagraph(reasons, plan.after),
    ...otherReasons(reasons, reader),
    ...fundingParagraph(plan, policy),
    ...destinationParagraph(plan, policy, decision.reasons),
  ];
  return paragraphs.length > 0 ? paragraphs : ["This plan brings the portfolio closer to its targets."];
}

/** "Bitcoin is at 47.4 % of the portfolio. Its target is 40.0 % and its band is ±2.5 pp, so it is 4.9 pp over it." */
function brokenParagraph(reasons: readonly TriggerReason[], rows: readonly TargetDrift[]): string[] {
  const broken = reasons.flatMap((reason) => (reason.kind === "band-broken" ? [reason] : []));
  const [first, ...others] = broken;
  if (first === undefined) return [];
  // As the table of before and after shows them, so that the sentence and its figures add up.
  const shares = shownWeights(rows);
  const shown = (key: string) => {
    const row = rows.find((each) => each.key === key);
    if (row === undefined) return null;
    const share = shares.get(key) ?? row.weight;
    return { row, share, excess: shownExcess(shownDrift(share, row.target), row.band) };
  };
  const distanceOf = ({ key, excess, drift }: (typeof broken)[number]) => {
    const beyond = shown(key)?.excess ?? excess;
    const way = drift > 0 ? "over" : "under";
    return beyond <= 0 ? `just ${way}` : `${formatPoints(beyond, { isSigned: false })} ${way}`;
  };
  const found = shown(first.key);
  const sentences = [
    found === null
      ? `${first.name} is ${distanceOf(first)} its band.`
      : `${first.name} is at ${formatPercent(found.share)} of the portfolio. Its target is ${formatPercent(found.row.target)} and its band is ±${formatPoints(found.row.band, { isSigned: false })}, so it is ${distanceOf(first)} its band.`,
  ];
  if (others.length > 0) {
    const named = others.slice(0, 3).map((reason) => `${reason.name} is ${distanceOf(reason)}`);
    const more = others.length > 3 ? [`${others.length - 3} more are outside theirs`] : [];
    sentences.push(`${listNames([...named, ...more], 5)}.`);
  }
  return [sentences.join(" ")];
}

function otherReasons(reasons: readonly TriggerReason[], reader: Reader): string[] {
  const sentences = reasons
    .filter((reason) => reason.kind !== "band-broken")
    .map((reason) => describeTriggerReason(reason, reader));
  return sentences.length > 0 ? [sentences.join(" ")] : [];
}

/** "The sale of Bitcoin pays for Ethereum and Solana. The rest stays in USDT." */
function fundingParagraph(plan: Plan, policy: Pick<Policy, "quoteAsset">): string[] {
  const quote = policy.quoteAsset;
  const raises = plan.orders.filter((order) => (order.side === "sell") === (order.quote === quote));
  const spends = plan.orders.filter((order) => !raises.includes(order));
  const nameOf = (order: (typeof plan.orders)[number]) => assetName(order.quote === quote ? order.base : order.quote);
  const [sold, bought] = [[...new Set(raises.map(nameOf))], [...new Set(spends.map(nameOf))]];
  if (sold.length === 0 && bought.length === 0) return [];
  if (sold.length === 0) return [`Free ${quote} pays for ${listNames(bought)}; nothing is sold.`];
  if (bought.length === 0)
    return [`What ${listNames(sold)} ${agree(sold.length, "brings", "bring")} stays in ${quote}.`];
  const total = (orders: typeof raises) => orders.reduce((sum, order) => sum + Number(order.notionalBase), 0);
  const [raised, spent] = [total(raises), total(spends)];
  const [sale, pays] = [agree(raises.length, "sale", "sales"), agree(raises.length, "pays", "pay")];
  const main = `The ${sale} of ${listNames(sold)} ${pays} for ${listNames(bought)}.`;
  const margin = raised * 0.02;
  if (raised > spent + margin) return [`${main} The rest stays in ${quote}.`];
  if (spent > raised + margin) return [`${main} Free ${quote} pays the rest.`];
  return [main];
}

function destinationParagraph(
  plan: Plan,
  policy: Pick<Policy, "destination">,
  reasons: readonly TriggerReason[],
): string[] {
  const [before, after] = [
    formatPoints(plan.driftBefore, { isSigned: false }),
    formatPoints(plan.driftAfter, { isSigned: false }),
  ];
  const drift = `The portfolio's drift falls from ${before} to ${after}.`;
  if (plan.orders.length === 0 || plan.driftAfter >= plan.driftBefore) return [];
  // Deposits, withdrawals and the way out or back go by their own measure, not by the policy's destination.
  const isOwnWay = reasons.some(
    ({ kind }) => kind === "cash-flow" || kind === "portfolio-stop" || kind === "stop-ended",
  );
  if (isOwnWay) return [drift];
  switch (policy.destination) {
    case "target":
      return [drift];
    case "half":
      return [`${drift} Your policy stops halfway between target and band edge, which trades less.`];
    case "edge":
      return [`${drift} Your policy stops just inside the edge of the band, which trades least.`];
  }
}

/**
 * What happens if nobody approves: expiry, the next check, and what the widest drift means in money. `nextCheckAt` in
 * epoch ms, null where no check is scheduled.
 */
export function ifNothing(
  plan: Plan,
  baseCurrency: string,
  expiresAt: number,
  nextCheckAt: number | null,
  reader: Reader,
): string {
  const expiry = `At ${formatTime(expiresAt, reader)} this proposal expires and no order is sent.`;
  const next =
    nextCheckAt === null ? "" : ` The check at ${formatTime(nextCheckAt, reader)} plans again with fresh prices.`;
  const widest = plan.after.reduce<TargetDrift | null>(
    (best, row) =>
      mayMove(row, baseCurrency) && (best === null || Math.abs(row.drift) > Math.abs(best.drift)) ? row : best,
    null,
  );
  if (widest === null || Math.abs(widest.drift) < 0.001) return expiry + next;
  const value = Number(plan.valueBase);
  const share = shownWeights(plan.after).get(widest.key) ?? widest.weight;
  const [now, then] = [value * widest.weight * 0.1, value * widest.target * 0.1];
  const money = (amount: number) => formatMoney(amount, { unit: baseCurrency, digits: 0 });
  const stays = ` Until then ${widest.name} stays at ${formatPercent(share)}`;
  return widest.drift > 0
    ? `${expiry}${next}${stays}: a fall of ${formatPercent(0.1, { digits: 0 })} in it would cost ${money(now)} instead of ${money(then)} at target. A rise would bring that much more.`
    : `${expiry}${next}${stays}: a rise of ${formatPercent(0.1, { digits: 0 })} in it would bring ${money(now)} instead of ${money(then)} at target. A fall would cost that much less.`;
}

/** Money counted in itself, or in what it is redeemed for, does not fall: "a fall of USDT in USDT" says nothing. */
function mayMove({ target, members }: TargetDrift, baseCurrency: string): boolean {
  const worthOf = (asset: string) => PEGS.get(asset) ?? asset;
  return target > 0 && members.some((asset) => worthOf(asset) !== worthOf(baseCurrency));
}
