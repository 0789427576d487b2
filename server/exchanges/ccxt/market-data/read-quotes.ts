/** Tops of book from the public, keyless client: all at once where the exchange offers it, else one by one. */
import type { MarketSymbol, Quote } from "@/lib/engine/model";
import { VenueError } from "../../venue";
import type { Client } from "../client/client";
import { toQuote } from "../orders/normalize";

export async function readQuotes(
  client: Client,
  symbols: readonly MarketSymbol[],
  now: () => number,
): Promise<readonly Quote[]> {
  if (client.exchange.has.fetchTickers !== true) return readSingly(client, symbols, now);
  const tickers = await client.read((exchange) => exchange.fetchTickers([...symbols]));
  const wanted = new Set(symbols);
  return Object.values(tickers)
    .flatMap((ticker) => toQuote(ticker, now()) ?? [])
    .filter((quote) => wanted.has(quote.symbol));
}

export async function readSingly(
  client: Client,
  symbols: readonly MarketSymbol[],
  now: () => number,
): Promise<readonly Quote[]> {
  const quotes: Quote[] = [];
  for (const symbol of symbols) {
    const quote = await client
      .read((exchange) => exchange.fetchTicker(symbol))
      .then((ticker) => toQuote(ticker, now()))
      .catch((error) => {
        if (error instanceof VenueError && error.kind === "market-closed") return null;
        throw error;
      });
    if (quote) quotes.push(quote);
  }
  return quotes;
}
