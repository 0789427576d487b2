/**
 * What is suspect of the world, since when, what is counted meanwhile, and the way out: "Bitcoin's price of 5,000 is
 * suspect since 16:20: it lies too far from the last confirmed 50,000, which is counted meanwhile. Checked again at 16:21."
 */
import { assetName, type SuspectFact } from "@/lib/engine/model";
import { formatPrice, formatQuantity } from "./number";
import { formatTime, type Reader } from "./time";

type SuspectPriceFact = Extract<SuspectFact, { about: "price" }>;
type SuspectBalanceFact = Extract<SuspectFact, { about: "balance" }>;

/** What it is, what is counted meanwhile, and who settles it when: three short sentences at most. */
export function describeSuspect(fact: SuspectFact, reader: Reader): string {
  const what = fact.about === "price" ? ofPrice(fact, reader) : ofBalance(fact, reader);
  return `${what} ${wayOutOfSuspicion(fact, reader)}`;
}

/** "Bitcoin's price", "Bitcoin at Binance": what is suspect, for heads and lists. */
export function nameOfSuspect(fact: SuspectFact): string {
  const name = assetName(fact.asset);
  return fact.about === "price" ? `${name}'s price` : `${name} at ${fact.venue}`;
}

/** "Checked again at 16:21." or what the owner must say. */
export function wayOutOfSuspicion(fact: SuspectFact, { now, timeZone }: Reader): string {
  if (fact.about === "balance" && fact.suspicion === "negative")
    return `Nothing is traded until it is paid back at ${fact.venue}.`;
  if (fact.suspicion === "off-peg") return "Purchases of it go on when it is back.";
  if (fact.needsOwner) return "Checks have not settled it: you must say which is right.";
  const { recheckAt } = fact;
  if (recheckAt === null || recheckAt <= now) return "The next check reads it again.";
  return `Checked again at ${formatTime(recheckAt, { now, timeZone })}.`;
}

function ofPrice({ asset, suspicion, seen, counted, source, since }: SuspectPriceFact, reader: Reader): string {
  const [name, from] = [assetName(asset), formatTime(since, reader)];
  const last = counted === null ? null : formatPrice(counted);
  const countedText =
    last === null ? "It never had a confirmed price and is not counted." : `The last confirmed ${last} is counted.`;
  const figure = seen === null ? `${name}'s price` : `${name}'s price of ${formatPrice(seen)} (${source})`;
  const suspect = `${figure} is suspect since ${from}`;
  switch (suspicion) {
    case "moved":
      return last === null
        ? `${suspect}: it moved too far to be confirmed by one check. ${countedText}`
        : `${suspect}: it lies too far from the last confirmed ${last}, which is counted meanwhile.`;
    case "first-look":
      return `${suspect}: it was never seen before, and no second source has confirmed it yet. ${countedText}`;
    case "wide-spread":
      return `${suspect}: bid and ask lie too far apart. ${countedText}`;
    case "stale":
      return `${suspect}: by the exchange's own time it stands still. ${countedText}`;
    case "contradicted":
      return `${suspect}: other sources contradict it. ${countedText}`;
    case "unusable":
      return `${name} has had no usable price since ${from}: what is shown is zero, negative or crossed. ${countedText}`;
    case "missing":
      return `Nobody has quoted ${name} since ${from}. ${countedText}`;
    case "off-peg":
      return `${name} has been off what it is pegged to since ${from}, at ${seen === null ? "no price" : formatPrice(seen)}. It is counted at that, and nothing buys it.`;
  }
}

function ofBalance({ asset, venue, suspicion, seen, counted, since }: SuspectBalanceFact, reader: Reader): string {
  const [name, from] = [assetName(asset), formatTime(since, reader)];
  const [now, before] = [`${formatQuantity(seen)} ${asset}`, `${formatQuantity(counted)} ${asset}`];
  const countedText = `The ${before} of before are counted.`;
  switch (suspicion) {
    case "vanished":
      return `${venue} has shown no ${name} since ${from}, and no trade or withdrawal in its records explains where ${before} went. ${countedText}`;
    case "shrank":
      return `${venue} has shown ${now} instead of ${before} since ${from}, and no trade or withdrawal in its records explains it. ${countedText}`;
    case "grew":
      return `${venue} has shown ${now} instead of ${before} since ${from}, and no trade or deposit in its records explains it. ${countedText}`;
    case "negative":
      return `${venue} has shown ${now} since ${from}: it is borrowed.`;
  }
}
