/**
 * What is doubted of the world, since when, what is counted meanwhile, and the way out: "Bitcoin's price of 5,000 is
 * doubted since 16:20: it lies too far from the last confirmed 50,000, which is counted meanwhile. Asked again at 16:21."
 */
import { type AssetDoubt, assetName } from "@/lib/engine/model";
import { formatPrice, formatQuantity } from "./number";
import { formatMoment, type Reader } from "./time";

type PriceDoubt = Extract<AssetDoubt, { about: "price" }>;
type BalanceDoubt = Extract<AssetDoubt, { about: "balance" }>;

/** What it is, what is counted meanwhile, and who settles it when: three short sentences at most. */
export function describeDoubt(doubt: AssetDoubt, reader: Reader): string {
  const what = doubt.about === "price" ? ofPrice(doubt, reader) : ofBalance(doubt, reader);
  return `${what} ${wayOutOfDoubt(doubt, reader)}`;
}

/** "Bitcoin's price", "Bitcoin at Binance": what the doubt is about, for heads and lists. */
export function nameOfDoubt(doubt: AssetDoubt): string {
  const name = assetName(doubt.asset);
  return doubt.about === "price" ? `${name}'s price` : `${name} at ${doubt.venue}`;
}

/** "Asked again at 16:21." or what the owner must say. */
export function wayOutOfDoubt(doubt: AssetDoubt, { now, timeZone }: Reader): string {
  if (doubt.about === "balance" && doubt.doubt === "negative")
    return `Nothing is traded until it is paid back at ${doubt.venue}.`;
  if (doubt.doubt === "off-peg") return "Purchases of it go on when it is back.";
  if (doubt.needsOwner) return "Looking has not settled it: you must say which is right.";
  const { askAgainAt } = doubt;
  if (askAgainAt === null || askAgainAt <= now) return "The next check asks again.";
  return `Asked again at ${formatMoment(askAgainAt, { now, timeZone })}.`;
}

function ofPrice({ asset, doubt, seen, believed, source, since }: PriceDoubt, reader: Reader): string {
  const [name, from] = [assetName(asset), formatMoment(since, reader)];
  const last = believed === null ? null : formatPrice(believed);
  const counted =
    last === null ? "It never had a confirmed price and is not counted." : `The last confirmed ${last} is counted.`;
  const figure = seen === null ? `${name}'s price` : `${name}'s price of ${formatPrice(seen)} (${source})`;
  const doubted = `${figure} is doubted since ${from}`;
  switch (doubt) {
    case "moved":
      return last === null
        ? `${doubted}: it moved too far to be believed at one look. ${counted}`
        : `${doubted}: it lies too far from the last confirmed ${last}, which is counted meanwhile.`;
    case "first-look":
      return `${doubted}: it was never seen before, and no second source has confirmed it yet. ${counted}`;
    case "wide-spread":
      return `${doubted}: what is bid and what is asked lie too far apart. ${counted}`;
    case "stale":
      return `${doubted}: by the exchange's own time it stands still. ${counted}`;
    case "contradicted":
      return `${doubted}: other sources contradict it. ${counted}`;
    case "unusable":
      return `${name} has had no usable price since ${from}: what is shown is zero, negative or crossed. ${counted}`;
    case "missing":
      return `Nobody has quoted ${name} since ${from}. ${counted}`;
    case "off-peg":
      return `${name} has been off what it is pegged to since ${from}, at ${seen === null ? "no price" : formatPrice(seen)}. It is counted at that, and nothing buys it.`;
  }
}

function ofBalance({ asset, venue, doubt, seen, believed, since }: BalanceDoubt, reader: Reader): string {
  const [name, from] = [assetName(asset), formatMoment(since, reader)];
  const [now, before] = [`${formatQuantity(seen)} ${asset}`, `${formatQuantity(believed)} ${asset}`];
  const counted = `The ${before} of before are counted.`;
  switch (doubt) {
    case "vanished":
      return `${venue} has shown no ${name} since ${from}, and no trade or withdrawal in its records explains where ${before} went. ${counted}`;
    case "shrank":
      return `${venue} has shown ${now} instead of ${before} since ${from}, and no trade or withdrawal in its records explains it. ${counted}`;
    case "grew":
      return `${venue} has shown ${now} instead of ${before} since ${from}, and no trade or deposit in its records explains it. ${counted}`;
    case "negative":
      return `${venue} has shown ${now} since ${from}: it is borrowed.`;
  }
}
