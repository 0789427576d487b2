/**
 * Values what venues hold in a currency, by the same prices every snapshot is made of. What no venue quotes is absent.
 */
import { chooseMarkets } from "@/lib/engine/confirm/choose-markets";
import { priceAssets } from "@/lib/engine/confirm/price-assets";
import { BRIDGES } from "@/lib/engine/model";
import type { Price } from "@/lib/money";
import type { Venue } from "@/server/exchanges/venue";

/** Price of one unit of each asset in `currency`, from whatever the venues quote between them. */
export async function priceHoldings(
  venues: readonly Venue[],
  assets: readonly string[],
  currency: string,
  now: number,
): Promise<ReadonlyMap<string, Price>> {
  const quotes = await Promise.all(venues.map((venue) => quotesOf(venue, new Set(assets), currency)));
  const priced = priceAssets(assets, currency, quotes.flat(), now);
  return new Map(priced.map(({ asset, price }) => [asset, price]));
}

async function quotesOf(venue: Venue, assets: ReadonlySet<string>, currency: string) {
  const markets = await venue.loadMarkets();
  // Against the currency itself where there are such markets, else against the first money this venue trades in.
  const quoteAsset = [currency, ...BRIDGES].find((code) => markets.some((market) => market.quote === code)) ?? currency;
  const { quoted } = chooseMarkets(markets, assets, quoteAsset, currency);
  const quotes = quoted.length > 0 ? await venue.fetchQuotes(quoted) : [];
  return quotes.map((quote) => ({ ...quote, venueName: venue.label }));
}
