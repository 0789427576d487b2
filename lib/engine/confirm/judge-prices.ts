/**
 * Judges every price of one snapshot. Each exchange is a voice: the first that leads to a usable price is confirmed,
 * the others and the candles are what it is compared with. Where the first is suspect the next is tried, more strictly,
 * so that one broken ticker does not silence an asset that others quote.
 */
import type { AssetId, Confirmations, ConfirmedPrice, MarketSymbol, SuspectPrice } from "@/lib/engine/model";
import { isPositive, type Price, toFloat } from "@/lib/money";
import {
  judgePrice,
  type PriceMemory,
  type PriceObservation,
  type PriceSource,
  type PriceTerms,
  type PriceVerdict,
  type SeenPrice,
  type SuspectPriceFact,
} from "./judge-price";
import { findPaths, type PricedPath, priceAlong, type SourcedQuote } from "./price-assets";
import { readQuote } from "./read-quote";
import { HALF_SPREAD_MAX } from "./terms";

/** The quotes of one exchange; two accounts at one exchange are one voice. */
export interface Voice {
  origin: string;
  quotes: readonly SourcedQuote[];
  /** Read beside the portfolio's own venues: a source, and nothing is priced or traded by it. */
  isBeside?: boolean;
}

export interface PricesObservation {
  assets: readonly AssetId[];
  baseCurrency: AssetId;
  takenAt: number;
  voices: readonly Voice[];
  /** The last close of a market's own candles, and when; undefined: not queried, or no answer. */
  closeOf: (quote: SourcedQuote) => { close: Price; at: number } | undefined;
  /** Whether a market's candles could be queried. */
  hasCandles: (quote: SourcedQuote) => boolean;
  isBalanceSuspect: (asset: AssetId) => boolean;
  termsOf: (asset: AssetId) => PriceTerms;
}

export interface PricesVerdict {
  confirmed: readonly ConfirmedPrice[];
  suspectMemory: readonly SuspectPrice[];
  suspects: readonly SuspectPriceFact[];
  /** Markets on the way of each suspect price: those whose candles to query. */
  suspectQuotes: readonly SourcedQuote[];
  /** Quotes that contradict a confirmed price: nothing is traded by them. */
  outliers: readonly { venueName: string; symbol: MarketSymbol }[];
}

export function judgePrices(
  observation: PricesObservation,
  memory: Pick<Confirmations, "prices" | "suspectPrices">,
): PricesVerdict {
  const { baseCurrency, takenAt, voices } = observation;
  const own = voices.filter((voice) => !voice.isBeside);
  const merged = findPaths(
    baseCurrency,
    own.flatMap((voice) => voice.quotes),
    takenAt,
  );
  const byVoice = voices.map((voice) => ({
    voice,
    paths: own.length === 1 && voice === own[0] ? merged : findPaths(baseCurrency, voice.quotes, takenAt),
  }));
  const confirmedOf = new Map(memory.prices.map((price) => [price.asset, price]));
  const uncertain = memory.suspectPrices.filter((suspect) => suspect.suspicion !== "off-peg");
  const suspectOf = new Map(uncertain.map((suspect) => [suspect.asset, suspect]));
  const quoted = new Set(own.flatMap((voice) => voice.quotes.map((quote) => quote.symbol.split("/")[0])));

  const verdict = {
    confirmed: [] as ConfirmedPrice[],
    suspectMemory: [] as SuspectPrice[],
    suspects: [] as SuspectPriceFact[],
    suspectQuotes: [] as SourcedQuote[],
    outliers: [] as { venueName: string; symbol: MarketSymbol }[],
  };
  for (const asset of observation.assets) {
    if (asset === baseCurrency) continue;
    const alone = byVoice.flatMap(({ voice, paths }) => {
      const path = paths.get(asset);
      return path !== undefined && path.legs.length > 0 ? [{ voice, path }] : [];
    });
    const first = merged.get(asset) ?? null;
    const others = alone
      .filter(({ voice, path }) => !voice.isBeside && !isSameWay(path, first))
      .map(({ path }) => path);
    const facts = { confirmed: confirmedOf.get(asset) ?? null, suspect: suspectOf.get(asset) ?? null };
    const terms = observation.termsOf(asset);
    const answer = judgePrice(checkAt(asset, first, alone, observation, quoted.has(asset)), facts, terms);
    const counted =
      answer.kind === "confirmed" ? answer : nextBest(asset, first, others, alone, observation, facts, terms);
    if (answer.kind === "suspect") verdict.suspectQuotes.push(...(first?.legs ?? []).map((leg) => leg.quote));
    if (counted !== null) {
      const { price } = counted.confirmed;
      verdict.confirmed.push(counted.confirmed);
      for (const { voice, path } of alone)
        if (!voice.isBeside && isFar(path.price, price, terms.moveMax))
          verdict.outliers.push({ venueName: path.legs[0]!.quote.venueName, symbol: path.legs[0]!.quote.symbol });
      continue;
    }
    if (answer.kind !== "suspect") continue;
    verdict.suspectMemory.push(answer.suspect);
    verdict.suspects.push(answer.fact);
  }
  return verdict;
}

/**
 * The first of the other voices that passes. The suspect ticker is no source against it, its candles are: where they
 * side with the ticker the world has moved and the other voice stands still.
 */
function nextBest(
  asset: AssetId,
  suspect: PricedPath | null,
  others: readonly PricedPath[],
  alone: readonly Alone[],
  observation: PricesObservation,
  facts: PriceMemory,
  terms: PriceTerms,
): Extract<PriceVerdict, { kind: "confirmed" }> | null {
  const names = new Set(suspect?.legs.map((leg) => leg.quote.venueName));
  const independent = alone.filter(({ path }) => !path.legs.some((leg) => names.has(leg.quote.venueName)));
  const candles =
    suspect === null ? [] : candleSource(suspect, observation).map((source) => ({ ...source, isElsewhere: true }));
  for (const path of others) {
    const seen = checkAt(asset, path, independent, observation, true);
    const answer = judgePrice({ ...seen, sources: [...seen.sources, ...candles] }, facts, { ...terms, isStrict: true });
    if (answer.kind === "confirmed") return answer;
  }
  return null;
}

interface Alone {
  voice: Voice;
  path: PricedPath;
}

function checkAt(
  asset: AssetId,
  path: PricedPath | null,
  alone: readonly Alone[],
  observation: PricesObservation,
  isQuoted: boolean,
): PriceObservation {
  const isBalanceSuspect = observation.isBalanceSuspect(asset);
  if (path === null) {
    const { takenAt: at } = observation;
    const broken: SeenPrice = {
      price: null,
      last: null,
      at,
      source: "",
      basis: "last",
      halfSpread: null,
      isOwn: false,
    };
    return { asset, seen: isQuoted ? broken : null, sources: [], isOnlySource: false, isBalanceSuspect };
  }
  const names = new Set(path.legs.map((leg) => leg.quote.venueName));
  const elsewhere = alone
    .filter(({ voice }) => !voice.quotes.some((quote) => names.has(quote.venueName)))
    .flatMap(({ path: other }): PriceSource[] => {
      const { basis, halfSpread, isOwn } = seenAlong(other);
      if (isOwn || basis === "last" || halfSpread === null || halfSpread > HALF_SPREAD_MAX) return [];
      return [{ source: other.source, price: other.price, at: other.at, isElsewhere: true }];
    });
  return {
    asset,
    seen: seenAlong(path),
    sources: [...candleSource(path, observation), ...elsewhere],
    isOnlySource: elsewhere.length === 0 && !path.legs.slice(0, 1).some((leg) => observation.hasCandles(leg.quote)),
    isBalanceSuspect,
  };
}

/**
 * The same way at the candles' closes. Of the asset's own market there must be one; of the others it may be the ticker.
 */
function candleSource(path: PricedPath, { closeOf }: PricesObservation): PriceSource[] {
  const own = path.legs[0] && closeOf(path.legs[0].quote);
  if (own === undefined) return [];
  const value = priceAlong(path, (quote) => closeOf(quote)?.close ?? readQuote(quote)?.price ?? null);
  return value === null ? [] : [{ source: `candles of ${path.source}`, price: value, at: own.at, isElsewhere: false }];
}

function seenAlong(path: PricedPath): SeenPrice {
  const readings = path.legs.map((leg) => readQuote(leg.quote));
  const spreads = readings.map((reading) => reading?.halfSpread ?? null);
  return {
    price: path.price,
    last: path.legs.length === 0 ? null : priceAlong(path, ({ last }) => (isPositive(last) ? last : null)),
    at: path.at,
    source: path.source,
    basis: readings.every((reading) => reading?.basis === "book") ? "book" : "last",
    halfSpread: spreads.includes(null) ? null : Math.max(0, ...spreads.filter((spread) => spread !== null)),
    // Taken as one of another dollar is our own assumption, named in the source.
    isOwn: path.legs.every((leg) => leg.quote.isOwn === true),
  };
}

const isSameWay = (path: PricedPath, other: PricedPath | null) =>
  other !== null &&
  path.legs.length === other.legs.length &&
  path.legs.every((leg, index) => leg.quote === other.legs[index]!.quote);

function isFar(price: Price, from: Price, moveMax: number): boolean {
  return Math.abs(toFloat(price) / toFloat(from) - 1) > moveMax;
}
