/** Small worlds for tests: a policy, a market, a venue, a snapshot, each complete and valid until you say otherwise. */
import type { DecideClock } from "@/lib/engine/decide/decide";
import {
  type AssetId,
  type AssetPrice,
  type Band,
  DEFAULT_BAND,
  DEFAULT_LIMITS,
  type DynamicTargets,
  type Holding,
  type Market,
  type Policy,
  type Quote,
  type Snapshot,
  type SnapshotVenue,
  type SuspectFact,
} from "@/lib/engine/model";
import type { Notional } from "@/lib/money";
import { notional, price, quantity, rate } from "@/lib/money";

/** 22 Nov 2026, 12:00 UTC: the present in every test that does not say otherwise. */
export const NOON = Date.UTC(2026, 10, 22, 12);

export function aPolicy(change: Partial<Policy> = {}): Policy {
  return {
    version: 1,
    targets: [
      { kind: "asset", asset: "BTC", weight: 0.5 },
      { kind: "asset", asset: "ETH", weight: 0.5 },
    ],
    untargeted: "ignore",
    triggers: [{ kind: "threshold", portfolioDrift: null }],
    band: DEFAULT_BAND,
    destination: "target",
    scope: "all",
    quoteAsset: "USDT",
    cashBuffer: 0,
    cooldownMinutes: 60,
    tradeNotionalMin: "0" as Notional,
    autonomy: "approve",
    proposalMinutes: 30,
    priceToleranceBps: 100,
    limits: DEFAULT_LIMITS,
    ...change,
  };
}

export function aVolatilityBand(
  change: Partial<Extract<Band, { kind: "volatility" }>> = {},
): Extract<Band, { kind: "volatility" }> {
  return { kind: "volatility", multiple: 1, lookAheadDays: 7, halfLifeDays: 20, floor: 0.005, cap: 0.5, ...change };
}

/** Every target follows a rule, equal weights, with nothing fixed, safe or bounded. */
export function aDynamic(change: Partial<DynamicTargets> = {}): DynamicTargets {
  return {
    rule: { kind: "equal" },
    fixed: [],
    safe: null,
    weightMin: 0,
    weightMax: 1,
    bound: null,
    cron: "0 0 * * *",
    timeZone: "UTC",
    ...change,
  };
}

/** Noon, and nothing is due, requested, paused or running. */
export function aClock(change: Partial<DecideClock> = {}): DecideClock {
  return {
    now: NOON,
    dueOccurrences: [],
    lastRunAt: null,
    requestedBy: null,
    policyChanged: false,
    stopped: false,
    paused: false,
    running: null,
    ...change,
  };
}

export function aMarket(symbol: string, change: Partial<Market> = {}): Market {
  const [base = "", quote = ""] = symbol.split("/");
  return {
    venueId: "v1",
    symbol,
    base,
    quote,
    quantityStep: quantity("0.0001"),
    priceStep: price("0.01"),
    quantityMin: quantity("0"),
    quantityMax: null,
    notionalMin: notional("0"),
    takerFeeRate: rate("0"),
    makerFeeRate: rate("0"),
    feeFrom: "received",
    isActive: true,
    ...change,
  };
}

/** Bid and ask at `mid` +/- half the spread in basis points. */
export function aQuote(symbol: string, mid: string, spreadBps = 0, at = NOON): Quote {
  const half = (Number(mid) * spreadBps) / 20_000;
  const side = (value: number) => (spreadBps === 0 ? price(mid) : price(value.toFixed(12)));
  return { symbol, bid: side(Number(mid) - half), ask: side(Number(mid) + half), last: price(mid), at };
}

export function aHolding(asset: AssetId, units: string, change: Partial<Holding> = {}): Holding {
  return { venueId: "v1", asset, quantity: quantity(units), free: quantity(units), isLocked: false, ...change };
}

export function aPrice(asset: AssetId, text: string, at = NOON): AssetPrice {
  return { asset, price: price(text), at, source: "test" };
}

type SuspectPrice = Extract<SuspectFact, { about: "price" }>;

/** A price that moved to a tenth and waits for a second source. */
export function aSuspectPrice(asset: AssetId, change: Partial<SuspectPrice> = {}): SuspectPrice {
  return {
    about: "price",
    asset,
    suspicion: "moved",
    seen: price("5000"),
    counted: price("50000"),
    source: `Binance ${asset}/USDT`,
    since: NOON,
    recheckAt: null,
    needsOwner: false,
    ...change,
  };
}

export function aVenue(change: Partial<SnapshotVenue> = {}): SnapshotVenue {
  return { venueId: "v1", name: "Binance", kind: "exchange", problem: null, markets: [], quotes: [], ...change };
}

export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    takenAt: NOON,
    baseCurrency: "USDT",
    venues: [aVenue()],
    holdings: [],
    openOrders: [],
    prices: [],
    ...change,
  };
}
