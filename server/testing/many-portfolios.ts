/**
 * Many portfolios as their last checks left them, written straight into the tables: for what is measured or shown of a
 * crowd. Each has a paper account of its own, a year of days and a day of hours behind it, and a last check; what differs
 * between them is given, the rest follows from the place.
 */
import {
  evaluations,
  policyVersions,
  portfolios,
  portfolioVenues,
  rebalances,
  valuations,
  venues,
} from "@/drizzle/schema";
import type { Decision, Plan, Policy, Snapshot, TargetDrift } from "@/lib/engine/model";
import { notional, type Price, price, quantity } from "@/lib/money";
import { aPolicy, aSnapshot } from "@/lib/testing/builders";
import { newId } from "@/server/services/id";
import type { TestContext } from "./context";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROWS_AT_ONCE = 1_000;

export interface SeededPortfolio {
  name?: string;
  baseCurrency?: string;
  /** Now, and a day ago. */
  value?: string;
  yesterday?: string;
  autonomy?: Policy["autonomy"];
  decision?: Partial<Extract<Decision, { kind: "hold" }>>;
  /** Of one unit of an asset, in the portfolio's currency. */
  prices?: Readonly<Record<string, string>>;
  isPaused?: boolean;
  /** A proposal that expires after this long. */
  proposedFor?: number;
  /** Days of history before the last one. */
  days?: number;
}

export interface Seeded {
  portfolioId: string;
  venueId: string;
  name: string;
}

export async function seedPortfolios(ctx: TestContext, specs: readonly SeededPortfolio[]): Promise<readonly Seeded[]> {
  const now = ctx.now();
  const made = specs.map((spec, place) => {
    const name = spec.name ?? `Portfolio ${String(place + 1).padStart(4, "0")}`;
    return { ...spec, name, place, portfolioId: newId(now), venueId: newId(now) };
  });
  const createdAt = new Date(now - 400 * DAY);
  await inChunks(made, (rows) =>
    ctx.db.insert(venues).values(
      rows.map(({ venueId, name }) => ({
        id: venueId,
        ownerId: ctx.ownerId,
        kind: "paper" as const,
        name: `Account of ${name}`,
        createdAt,
      })),
    ),
  );
  await inChunks(made, (rows) =>
    ctx.db.insert(portfolios).values(
      rows.map(({ portfolioId, name, baseCurrency = "USDT", isPaused = false }) => ({
        id: portfolioId,
        ownerId: ctx.ownerId,
        name,
        baseCurrency,
        isPaused,
        createdAt,
      })),
    ),
  );
  await inChunks(made, (rows) =>
    ctx.db.insert(portfolioVenues).values(rows.map(({ portfolioId, venueId }) => ({ portfolioId, venueId }))),
  );
  await inChunks(made, (rows) =>
    ctx.db.insert(policyVersions).values(
      rows.map(({ portfolioId, autonomy = "approve", baseCurrency = "USDT" }) => ({
        portfolioId,
        version: 1,
        policy: aPolicy({ autonomy, quoteAsset: baseCurrency }),
        createdBy: ctx.ownerId,
        createdAt,
      })),
    ),
  );
  await inChunks(made, (rows) => ctx.db.insert(evaluations).values(rows.map((row) => checkOf(row, now))));
  await inChunks(
    made.flatMap((row) => pointsOf(row, now)),
    (rows) => ctx.db.insert(valuations).values([...rows]),
  );
  const proposed = made.filter((row) => row.proposedFor !== undefined);
  await inChunks(proposed, (rows) => ctx.db.insert(rebalances).values(rows.map((row) => proposalOf(row, now))));
  return made.map(({ portfolioId, venueId, name }) => ({ portfolioId, venueId, name }));
}

type Made = SeededPortfolio & { name: string; place: number; portfolioId: string; venueId: string };

const worthOf = ({ value, place }: Made) => value ?? String(1_000 + place * 7.25);

function checkOf(row: Made, now: number): typeof evaluations.$inferInsert {
  const { portfolioId, baseCurrency = "USDT", prices = {}, decision = {} } = row;
  const drift = ((row.place % 11) - 5) / 100;
  const drifts: TargetDrift[] = [
    driftOf("BTC", 0.5, drift),
    driftOf("ETH", 0.3, -drift),
    driftOf(baseCurrency, 0.2, 0),
  ];
  const snapshot: Snapshot = {
    takenAt: now,
    baseCurrency,
    venues: [],
    holdings: [],
    openOrders: [],
    prices: Object.entries(prices).map(([asset, price]) => ({ asset, price: price as Price, at: now, source: "Seed" })),
  };
  return {
    id: newId(now),
    portfolioId,
    at: new Date(now),
    policyVersion: 1,
    decision: {
      kind: "hold",
      reasons: [{ kind: "inside-bands", nearest: null }],
      drifts,
      portfolioDrift: Math.abs(drift),
      value: Number(worthOf(row)),
      checks: [],
      ...decision,
    },
    snapshot,
  };
}

function driftOf(asset: string, target: number, drift: number): TargetDrift {
  const weight = target + drift;
  const isOutside = Math.abs(drift) > 0.03;
  return { key: asset, name: asset, members: [asset], weight, target, drift, band: 0.03, isOutside, postTrade: weight };
}

function pointsOf(row: Made, now: number): (typeof valuations.$inferInsert)[] {
  const { portfolioId, yesterday, days = 0 } = row;
  const value = worthOf(row);
  const before = yesterday ?? value;
  const point = (at: number, worth: string) => {
    return { portfolioId, at: new Date(at), value: notional(worth), portfolioDrift: 0.01, weights: {} };
  };
  return [
    ...Array.from({ length: days }, (_, index) => point(now - (days + 1 - index) * DAY, before)),
    point(now - DAY, before),
    point(now, value),
  ];
}

function proposalOf({ portfolioId, venueId, proposedFor = 0 }: Made, now: number): typeof rebalances.$inferInsert {
  const plan = planOf(venueId);
  return {
    id: newId(now),
    portfolioId,
    state: "proposed",
    origin: "threshold",
    policyVersion: 1,
    reasons: [{ kind: "band-broken", key: "BTC", name: "Bitcoin", drift: 0.05, band: 0.03, excess: 0.02 }],
    plan,
    planHash: plan.planHash,
    limitChecks: [],
    snapshot: aSnapshot({ takenAt: now }),
    proposedAt: new Date(now),
    expiresAt: new Date(now + proposedFor),
  };
}

/** One sale; it is shown, and never carried out. */
function planOf(venueId: string): Plan {
  const [zero, worth] = [notional("0"), notional("120.5")];
  return {
    orders: [
      {
        leg: 0,
        venueId,
        symbol: "BTC/USDT",
        base: "BTC",
        quote: "USDT",
        side: "sell",
        quantity: quantity("0.00241"),
        expectedPrice: price("50000"),
        limitPrice: price("49900"),
        notional: worth,
        notionalBase: worth,
        fee: quantity("0.1205"),
        feeAsset: "USDT",
        feeBase: notional("0.1205"),
        spreadBase: zero,
        reason: { kind: "over-target", key: "BTC", name: "Bitcoin", drift: 0.05, excess: 0.02 },
      },
    ],
    deferred: [],
    cost: { fees: notional("0.1205"), spread: zero, total: notional("0.1205"), bpsOfPortfolio: 0.6, bpsOfTrades: 10 },
    tradedBase: worth,
    valueBase: notional("2000"),
    driftBefore: 0.05,
    driftAfter: 0.001,
    after: [driftOf("BTC", 0.5, 0.05)],
    planHash: venueId.padEnd(64, "0"),
  };
}

async function inChunks<T>(rows: readonly T[], insert: (rows: readonly T[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) await insert(rows.slice(start, start + ROWS_AT_ONCE));
}
