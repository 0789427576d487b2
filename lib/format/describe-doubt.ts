/**
 * Why a figure is not believed, and what happens next, in two sentences. "Its price moved from 100,000 to 45,000 USDT and
 * nobody else confirms it. Asked again at 14:02; until then the last confirmed price counts."
 */
import { type AssetDoubt, assetName } from "@/lib/engine/model";
import { formatMoment, type Reader } from "./moments";
import { formatDecimal } from "./numbers";

export function describeDoubt(doubt: AssetDoubt, baseCurrency: string, reader: Reader): string {
  return [whyOf(doubt, baseCurrency), nextOf(doubt, reader)].filter(Boolean).join(" ");
}

function whyOf(doubt: AssetDoubt, unit: string): string {
  if (doubt.about === "balance") return whyBalance(doubt);
  const seen = doubt.seen === null ? "" : `${formatDecimal(doubt.seen)} ${unit}`;
  const believed = doubt.believed === null ? null : `${formatDecimal(doubt.believed)} ${unit}`;
  switch (doubt.doubt) {
    case "moved":
      return `Its price is seen at ${seen}, far from the ${believed ?? "one"} last confirmed, and no second source has confirmed it yet.`;
    case "first-look":
      return `Its price of ${seen} was never seen before, and no second source has confirmed it yet.`;
    case "wide-spread":
      return "Bid and ask lie too far apart to say what it is worth.";
    case "stale":
      return `The exchange's own time for its price stands still at ${seen}.`;
    case "contradicted":
      return `Its price is seen at ${seen} (${doubt.source}), and another source says otherwise.`;
    case "unusable":
      return "Its quote is zero, negative or crossed.";
    case "missing":
      return "Nobody quotes it.";
    case "off-peg":
      return `It trades at ${seen}, off what it is pegged to. Nothing buys it until it is back; it counts at its market.`;
  }
}

function whyBalance({ doubt, venue, asset, seen, believed }: Extract<AssetDoubt, { about: "balance" }>): string {
  switch (doubt) {
    case "vanished":
      return `${venue} no longer shows your ${formatDecimal(believed)} ${asset}, and neither our fills nor its records explain that.`;
    case "shrank":
      return `${venue} shows ${formatDecimal(seen)} of your ${formatDecimal(believed)} ${asset}, and neither our fills nor its records explain that.`;
    case "grew":
      return `${venue} shows ${formatDecimal(seen)} ${asset} where ${formatDecimal(believed)} were, and its records show no deposit.`;
    case "negative":
      return `${venue} shows ${formatDecimal(seen)} ${assetName(asset)}: it is owed. Nothing is traded until it is paid back.`;
  }
}

function nextOf(doubt: AssetDoubt, reader: Reader): string {
  if (doubt.doubt === "off-peg" || doubt.doubt === "negative") return "";
  const counted =
    doubt.believed === null ? "it does not count" : "the last confirmed figure counts and it is not traded";
  if (doubt.needsOwner) return `Asked long enough: you can say which is so. Meanwhile ${counted}.`;
  if (doubt.askAgainAt === null) return `The next check asks again; meanwhile ${counted}.`;
  return `Asked again at ${formatMoment(doubt.askAgainAt, reader)}; meanwhile ${counted}.`;
}
