/** One account that two portfolios may come to share, and what each of them holds of it. */
import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach } from "vitest";
import { orders, portfolioVenues, postings } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { statementOfProblem } from "@/lib/format";
import { sum } from "@/lib/money";
import { aPolicy } from "@/lib/testing/builders";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { moveAllotment } from "@/server/services/allotment/move";
import { evaluatePortfolio } from "@/server/services/evaluation/evaluate";
import { createPortfolio } from "@/server/services/portfolio/create";
import { getPortfolioView } from "@/server/services/portfolio/get";
import { approveRebalance, getRebalance, startAdvancing, whenQuiet } from "@/server/services/rebalance";
import { createManual, createPaper, openVenue } from "@/server/services/venue";
import { type TestContext, testContext } from "./context";
import type { TestDatabase } from "./database";

export const HALF: Policy = aPolicy({
  proposalMinutes: 5,
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "USDT", weight: 0.5 },
  ],
});

/** A checked portfolio on a paper account of one Bitcoin; what is read of the world is that of the running test. */
export function accountWorld(database: TestDatabase) {
  let ctx: TestContext;
  let venueId: string;
  /** Made first, and checked: it holds all there is. */
  let core: string;

  beforeEach(async () => {
    const venues = createVenueDirectory({ now: () => ctx.now() });
    ctx = await testContext(database, { venues });
    ctx.sleep = async (ms) => ctx.advance(Math.max(ms, 1));
    ({ venueId } = await createPaper(ctx, {
      name: "Paper",
      prices: "simulated",
      balances: [{ asset: "BTC", quantity: "1" }],
      feeRate: "0.001",
    }));
    core = await create("Core");
    await check(core);
  });
  afterEach(async () => {
    await whenQuiet();
    startAdvancing();
  });

  const create = async (name: string, divideVenueIds: string[] = [], policy = HALF) =>
    (await createPortfolio(ctx, { name, baseCurrency: "USDT", venueIds: [venueId], divideVenueIds, policy }))
      .portfolioId;
  /** Moves Bitcoin out of the first one's part; null: to nobody. */
  const giveBitcoin = (to: string | null, units: string) =>
    moveAllotment(ctx, { venueId, from: core, to, asset: "BTC", quantity: units });
  /** A second portfolio that was given so much of the first one's Bitcoin. */
  const createWithPart = async (units: string) => {
    const to = await create("Satellites", [venueId]);
    await giveBitcoin(to, units);
    return to;
  };
  const check = async (portfolioId: string) => {
    ctx.advance(60_001);
    return evaluatePortfolio(ctx, portfolioId, { requestedBy: "Ada" });
  };
  /** As databases of earlier versions have it: both on the account, nothing said of whose is what. */
  const share = async (portfolioId: string) => {
    await ctx.db.insert(portfolioVenues).values({ portfolioId, venueId });
  };
  const createElsewhere = async (name: string) => {
    const { venueId: cold } = await createManual(ctx, { name: "Cold", balances: [] });
    const input = { name, baseCurrency: "USDT", venueIds: [cold], policy: HALF };
    return (await createPortfolio(ctx, input)).portfolioId;
  };
  const rebalance = async (portfolioId: string) => {
    const { rebalanceId, planHash } = await check(portfolioId);
    if (rebalanceId === null || planHash === null) return [];
    await approveRebalance(ctx, { rebalanceId, planHash });
    await whenQuiet();
    return (await getRebalance(ctx, rebalanceId)).orders;
  };
  const account = async () => {
    const balances = await (await openVenue(ctx, venueId)).fetchBalances();
    return Object.fromEntries(balances.map(({ asset, total }) => [asset, total]));
  };
  const ledger = async (portfolioId: string, asset: string) => {
    const [row] = await ctx.db
      .select({ total: sql<string | null>`trim_scale(sum(${postings.quantity}))::text` })
      .from(postings)
      .where(
        and(eq(postings.portfolioId, portfolioId), eq(postings.account, `venue:${venueId}`), eq(postings.asset, asset)),
      );
    return row?.total ?? "0";
  };
  const flows = async (portfolioId: string) =>
    (
      await ctx.db
        .select({ account: postings.account, asset: postings.asset, quantity: postings.quantity })
        .from(postings)
        .where(and(eq(postings.portfolioId, portfolioId), sql`${postings.account} like 'flow:%'`))
        .orderBy(postings.at, postings.id)
    ).map((row) => `${row.account} ${row.asset} ${row.quantity}`);
  const held = async (portfolioId: string) =>
    Object.fromEntries(
      (await getPortfolioView(ctx, portfolioId)).holdings
        .filter((row) => Number(row.quantity) > 0)
        .map((row) => [row.asset, row.quantity]),
    );
  const holdOf = async (portfolioId: string) => {
    const { decision } = await check(portfolioId);
    if (decision.kind !== "hold") throw new Error(`It did not hold: ${JSON.stringify(decision)}`);
    return decision.reasons.map((reason) =>
      reason.kind === "venue-down" ? reason.venues.map(statementOfProblem).join(" ") : reason.kind,
    );
  };
  const soldBtc = async () => {
    const rows = await ctx.db.select().from(orders).where(eq(orders.venueId, venueId));
    return sum<string>(rows.filter((row) => row.side === "sell").map((row) => row.filled));
  };

  return {
    get ctx() {
      return ctx;
    },
    get venueId() {
      return venueId;
    },
    get core() {
      return core;
    },
    create,
    giveBitcoin,
    createWithPart,
    check,
    share,
    createElsewhere,
    rebalance,
    account,
    ledger,
    flows,
    held,
    holdOf,
    soldBtc,
  };
}
