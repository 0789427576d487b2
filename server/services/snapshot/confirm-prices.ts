/**
 * The prices a snapshot counts by. Tickers are judged first; only where something is suspect are candles and the
 * owner's other exchanges queried, and all of it judged again.
 */
import type { PriceTerms } from "@/lib/engine/confirm/judge-price";
import { judgePrices, type PricesVerdict, type Voice } from "@/lib/engine/confirm/judge-prices";
import type { AssetId, Confirmations } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import type { VenueRow } from "../venue/get";
import type { VenueAccount } from "./read-venue";
import { type Closes, closeKey, queryCloses, queryElsewhere } from "./sources-elsewhere";

export interface PricesRequest {
  assets: readonly AssetId[];
  baseCurrency: AssetId;
  quoteAsset: AssetId;
  takenAt: number;
  voices: readonly Voice[];
  venues: readonly VenueRow[];
  /** Those that answered, to query for candles. */
  accounts: readonly VenueAccount[];
  isBalanceSuspect: (asset: AssetId) => boolean;
  termsOf: (asset: AssetId) => PriceTerms;
}

export async function confirmPrices(
  ctx: ServiceContext,
  request: PricesRequest,
  memory: Confirmations,
): Promise<PricesVerdict> {
  const withCandles = new Set(
    request.accounts.filter(({ venue }) => venue.fetchRecentCloses).map(({ row }) => row.name),
  );
  const judgeWith = (closes: Closes | null, beside: readonly Voice[]) =>
    judgePrices(
      {
        ...request,
        voices: [...request.voices, ...beside],
        closeOf: (quote) => closes?.found.get(closeKey(quote)),
        // Until it was queried a venue that has candles is waited for; afterwards one that failed to answer.
        hasCandles: (quote) =>
          closes === null ? withCandles.has(quote.venueName) : closes.silent.has(closeKey(quote)),
      },
      memory,
    );
  const first = judgeWith(null, []);
  if (first.suspectQuotes.length === 0) return first;
  const suspect = new Set(first.suspectQuotes.flatMap((quote) => quote.symbol.split("/")));
  const [closes, beside] = await Promise.all([
    queryCloses(request.accounts, first.suspectQuotes),
    queryElsewhere(ctx, suspect, request),
  ]);
  return judgeWith(
    closes,
    beside.map((voice) => ({ ...voice, isBeside: true })),
  );
}
