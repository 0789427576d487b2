/**
 * One account, two portfolios: whatever they do, and whatever is done to the account, no unit is counted or sold twice.
 */

import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allotments, orders, portfolioStates, portfolioVenues, postings } from "@/drizzle/schema";
import { NOTHING_CONFIRMED, type Policy } from "@/lib/engine/model";
import { statementOfProblem } from "@/lib/format";
import { add, compare, isLess, quantity, sum } from "@/lib/money";
import { aPolicy } from "@/lib/testing/builders";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { VenueError } from "@/server/exchanges/venue";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { listActivity } from "../activity";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { getOverview } from "../overview/get";
import { archivePortfolio } from "../portfolio/archive";
import { createPortfolio } from "../portfolio/create";
import { getPortfolioView } from "../portfolio/get";
import { listPortfolios } from "../portfolio/list";
import { setPortfolioVenues } from "../portfolio/set-venues";
import {
  advanceRebalance,
  approveRebalance,
  getRebalance,
  startAdvancing,
  stopAdvancing,
  whenQuiet,
} from "../rebalance";
import { createManual, createPaper, listVenues, openVenue, setBalance } from "../venue";
import { limitToPart } from "./limit-run";
import { moveAllotment } from "./move";
import { setAllotments } from "./set";

const HALF: Policy = aPolicy({
  proposalMinutes: 5,
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "USDT", weight: 0.5 },
  ],
});

describeOnEachDatabase("two portfolios on one account", (database) => {
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

  describe("a second portfolio is refused", () => {
    test("when it is made, with the way out, and nothing of it is left", async () => {
      await expect(create("Satellites")).rejects.toMatchObject({
        name: "PreconditionError",
        message: expect.stringContaining('Paper belongs to "Core". Divide it first'),
        detail: { reason: "shared-account", venueId, portfolios: [{ id: core, name: "Core" }] },
      });
      expect((await listPortfolios(ctx)).map((card) => card.name)).toEqual(["Core"]);
    });

    test("when its venues are changed, and it keeps the ones it had", async () => {
      const other = await createElsewhere("Satellites");
      await expect(setPortfolioVenues(ctx, { portfolioId: other, venueIds: [venueId] })).rejects.toMatchObject({
        detail: { reason: "shared-account" },
      });
      expect((await getPortfolioView(ctx, other)).venues.map((venue) => venue.name)).toEqual(["Cold"]);
    });

    test("of a list kept by hand as well", async () => {
      await createElsewhere("Satellites");
      const cold = (await listVenues(ctx)).find((venue) => venue.name === "Cold")!.id;
      await expect(setPortfolioVenues(ctx, { portfolioId: core, venueIds: [venueId, cold] })).rejects.toMatchObject({
        detail: { reason: "shared-account" },
      });
    });

    test("of two at once one gets the account", async () => {
      await archivePortfolio(ctx, core);
      const made = await Promise.allSettled([create("One"), create("Two")]);
      expect(made.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    });

    test("not of an account whose portfolio was archived", async () => {
      await archivePortfolio(ctx, core);
      const next = await create("Next");
      await check(next);
      expect(await held(next)).toEqual({ BTC: "1" });
    });
  });

  describe("by quantity", () => {
    test("the newcomer starts with nothing, and cannot sell what is the other's", async () => {
      const satellites = await create("Satellites", [venueId]);
      expect(await holdOf(satellites)).toEqual(["no-value"]);
      const sold = await rebalance(core);
      expect(sold.map((order) => `${order.side} ${order.base}`)).toEqual(["sell BTC"]);
      expect(await rebalance(satellites)).toEqual([]);
      expect(compare(add(await soldBtc(), (await account()).BTC!), "1")).toBe(0);
      expect(isLess(await soldBtc(), "0.51")).toBe(true);
    });

    test("each sells half of its own half, never the same half twice", async () => {
      const satellites = await create("Satellites", [venueId]);
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      await check(core);
      expect(await held(core)).toEqual({ BTC: "0.6" });
      await rebalance(core);
      await rebalance(satellites);
      expect(isLess(await soldBtc(), "0.51")).toBe(true);
      expect(Number(await soldBtc())).toBeGreaterThan(0.48);
      const there = await account();
      for (const asset of ["BTC", "USDT"])
        expect(compare(add(await ledger(core, asset), await ledger(satellites, asset)), there[asset]!)).toBe(0);
      expect(Number(await ledger(satellites, "BTC"))).toBeCloseTo(0.2, 2);
    });

    test("one's fills are no deposit or withdrawal of the other's", async () => {
      const satellites = await create("Satellites", [venueId]);
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      const before = await flows(core);
      await rebalance(satellites);
      ctx.advance(10 * 60_000);
      await check(core);
      expect(await flows(core)).toEqual(before);
      expect(await held(core)).toEqual({ BTC: "0.6" });
    });

    test("what comes in is nobody's until its owner says whose, and no more than came in is given", async () => {
      const satellites = await create("Satellites", [venueId]);
      await setBalance(ctx, { venueId, asset: "USDT", quantity: "500" });
      await check(core);
      expect(await held(core)).toEqual({ BTC: "1" });
      const [card] = await listVenues(ctx);
      expect(card!.division).toMatchObject({ kind: "quantity", notAllotted: [{ asset: "USDT", quantity: "500" }] });
      const give = (to: string, quantity: string) =>
        moveAllotment(ctx, { venueId, from: null, to, asset: "USDT", quantity });
      await expect(give(core, "500.01")).rejects.toThrow("what is not allotted has 500 Tether");
      await give(satellites, "300");
      await expect(give(core, "200.000001")).rejects.toThrow("has 200 Tether");
      await give(core, "200");
      expect((await listVenues(ctx))[0]!.division!.notAllotted).toEqual([]);
      expect([await ledger(core, "USDT"), await ledger(satellites, "USDT")]).toEqual(["200", "300"]);
      expect((await flows(satellites)).at(-1)).toBe("flow:deposit USDT -300");
      const { entries } = await listActivity(ctx, { action: "venue.allot" });
      expect(entries.map((entry) => entry.summary)).toContain(
        'Moved 300 USDT at "Paper" from what is not allotted to "Satellites".',
      );
    });

    test("what somebody took away is a question for the owner, and holds those who claim it until it is answered", async () => {
      const satellites = await create("Satellites", [venueId]);
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      await setBalance(ctx, { venueId, asset: "BTC", quantity: "0.7" });
      for (const portfolioId of [core, satellites])
        expect(await holdOf(portfolioId)).toEqual([expect.stringContaining("Paper holds 0.3 Bitcoin less")]);
      expect(compare(add((await held(core)).BTC!, (await held(satellites)).BTC!), "0.7")).toBe(0);
      await moveAllotment(ctx, { venueId, from: core, to: null, asset: "BTC", quantity: "0.3" });
      await check(core);
      expect(await held(core)).toEqual({ BTC: "0.3" });
      expect((await rebalance(satellites)).map((order) => order.side)).toEqual(["sell"]);
    });

    test("rounding of the venue's is booked as that, and is no question", async () => {
      const satellites = await create("Satellites", [venueId]);
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      await setBalance(ctx, { venueId, asset: "BTC", quantity: "0.99999995" });
      for (const portfolioId of [core, satellites]) expect((await check(portfolioId)).decision.kind).toBe("rebalance");
      expect((await flows(core)).at(-1)).toBe("flow:rounding BTC 0.00000003");
      expect(isLess(add(await ledger(core, "BTC"), await ledger(satellites, "BTC")), "0.99999997")).toBe(true);
    });

    test("while balances lag behind a fill of one, the other sees no withdrawal", async () => {
      const satellites = await create("Satellites", [venueId]);
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      const lagging = await (await openVenue(ctx, venueId)).fetchBalances();
      await rebalance(core);
      const open = ctx.venues.open;
      ctx.venues.open = async (spec) => ({ ...(await open(spec)), fetchBalances: async () => lagging });
      const { decision } = await evaluatePortfolio(ctx, satellites);
      expect(decision.kind).toBe("rebalance"); // of Bitcoin there is enough, and of Tether it has no part
      const { decision: own } = await evaluatePortfolio(ctx, core);
      expect(own).toMatchObject({
        kind: "hold",
        reasons: [{ kind: "venue-down", venues: [{ statement: { kind: "lagging", venue: "Paper" } }] }],
      });
      ctx.venues.open = open;
      expect((await check(core)).decision).not.toMatchObject({ reasons: [{ kind: "venue-down" }] });
    });

    test("a fee paid with the other's coin is its debt, shown, and holds nobody", async () => {
      const satellites = await create("Satellites", [venueId]);
      await setBalance(ctx, { venueId, asset: "BNB", quantity: "1" });
      await moveAllotment(ctx, { venueId, from: null, to: core, asset: "BNB", quantity: "1" });
      const fee = { portfolioId: satellites, entryId: "fee", asset: "BNB", at: new Date(ctx.now()), fillId: "fill" };
      await ctx.db.insert(postings).values([
        { ...fee, id: `${satellites} 1`, account: `venue:${venueId}`, quantity: quantity("-0.01") },
        { ...fee, id: `${satellites} 2`, account: `fees:${venueId}`, quantity: quantity("0.01") },
      ]);
      await setBalance(ctx, { venueId, asset: "BNB", quantity: "0.99" });
      expect((await check(core)).decision.kind).toBe("rebalance");
      expect((await held(core)).BNB).toBe("0.99");
      const { parts } = (await listVenues(ctx))[0]!.division!;
      expect(parts.map((part) => [part.missing, part.overdrawn])).toEqual([
        [[{ asset: "BNB", quantity: quantity("0.01") }], []],
        [[], [{ asset: "BNB", quantity: quantity("0.01") }]],
      ]);
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BNB", quantity: quantity("0.01") });
      expect([await ledger(core, "BNB"), await ledger(satellites, "BNB")]).toEqual(["0.99", "0"]);
    });

    test("nothing is given out of an account that does not answer, and no part of it is shown", async () => {
      const satellites = await create("Satellites", [venueId]);
      ctx.venues.open = async () => {
        throw new VenueError("unavailable", "503 Service Unavailable");
      };
      const refusal = { detail: { reason: "venue-unavailable" } };
      await expect(
        moveAllotment(ctx, { venueId, from: null, to: satellites, asset: "BTC", quantity: "0.1" }),
      ).rejects.toMatchObject(refusal);
      await expect(setAllotments(ctx, { venueId, division: { kind: "quantity", parts: [] } })).rejects.toMatchObject(
        refusal,
      );
      expect((await listVenues(ctx))[0]!.division).toMatchObject({ isKnown: false, notAllotted: [] });
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      expect(await ledger(satellites, "BTC")).toBe("0.4");
    });

    test("nothing is moved or divided while one of its portfolios runs, or right after a fill", async () => {
      const satellites = await create("Satellites", [venueId]);
      stopAdvancing();
      const { rebalanceId, planHash } = await check(core);
      await approveRebalance(ctx, { rebalanceId: rebalanceId!, planHash: planHash! });
      const move = () => moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      await expect(move()).rejects.toMatchObject({ detail: { reason: "in-progress" } });
      await expect(setAllotments(ctx, { venueId, division: { kind: "asset", parts: [] } })).rejects.toMatchObject({
        detail: { reason: "in-progress" },
      });
      await expect(setPortfolioVenues(ctx, { portfolioId: core, venueIds: [venueId] })).rejects.toThrow("is running");
      startAdvancing();
      await advanceRebalance(ctx, rebalanceId!);
      await expect(
        moveAllotment(ctx, { venueId, from: null, to: satellites, asset: "USDT", quantity: "1" }),
      ).rejects.toMatchObject({ detail: { reason: "fills-settling" } });
      ctx.advance(60_001);
      await move();
    });

    test("a proposal for the part as it was is taken back, and no check of that time commits", async () => {
      const satellites = await create("Satellites", [venueId]);
      const { rebalanceId, planHash } = await check(core);
      const versionOf = async () =>
        (await ctx.db.select().from(portfolioStates).where(eq(portfolioStates.portfolioId, core)))[0]!.version;
      const row = { portfolioId: core, version: 7, confirmations: NOTHING_CONFIRMED };
      await ctx.db.insert(portfolioStates).values(row).onConflictDoNothing();
      const before = await versionOf();
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      await expect(approveRebalance(ctx, { rebalanceId: rebalanceId!, planHash: planHash! })).rejects.toMatchObject({
        name: "PreconditionError",
      });
      expect(await versionOf()).toBe(before + 1);
    });

    test("a check that read before the move books nothing of what it saw then", async () => {
      const satellites = await create("Satellites", [venueId]);
      const open = ctx.venues.open;
      ctx.venues.open = async (spec) => {
        ctx.venues.open = open;
        const venue = await open(spec);
        const fetchBalances = async () => {
          const balances = await venue.fetchBalances();
          await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
          return balances;
        };
        return { ...venue, fetchBalances };
      };
      await check(core).catch(() => null);
      expect([await ledger(core, "BTC"), await ledger(satellites, "BTC")]).toEqual(["0.6", "0.4"]);
    });

    test("its parts are written at once, as far as the account goes", async () => {
      const satellites = await create("Satellites", [venueId]);
      const parts = (one: string, other: string) => ({
        venueId,
        division: {
          kind: "quantity" as const,
          parts: [
            { portfolioId: core, balances: [{ asset: "BTC", quantity: one }] },
            { portfolioId: satellites, balances: [{ asset: "BTC", quantity: other }] },
          ],
        },
      });
      await expect(setAllotments(ctx, parts("0.7", "0.4"))).rejects.toThrow("come to 1.1 Bitcoin, and Paper holds 1.");
      expect(await ledger(core, "BTC")).toBe("1");
      await setAllotments(ctx, parts("0.25", "0.7"));
      expect([await ledger(core, "BTC"), await ledger(satellites, "BTC")]).toEqual(["0.25", "0.7"]);
      expect((await listVenues(ctx))[0]!.division!.notAllotted).toEqual([{ asset: "BTC", quantity: "0.05" }]);
    });

    test("an archived portfolio gives its part back; one that leaves books what left it", async () => {
      const satellites = await create("Satellites", [venueId]);
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      await archivePortfolio(ctx, satellites);
      const division = async () => (await listVenues(ctx))[0]!.division;
      expect(await division()).toMatchObject({
        parts: [{ portfolioName: "Core" }],
        notAllotted: [{ asset: "BTC", quantity: "0.4" }],
      });
      await check(core);
      expect(await held(core)).toEqual({ BTC: "0.6" });
      const third = await createElsewhere("Third");
      const cold = (await getPortfolioView(ctx, third)).venues[0]!.id;
      await setPortfolioVenues(ctx, { portfolioId: third, venueIds: [cold, venueId] });
      await moveAllotment(ctx, { venueId, from: null, to: third, asset: "BTC", quantity: "0.4" });
      await setPortfolioVenues(ctx, { portfolioId: third, venueIds: [cold] });
      expect((await flows(third)).at(-1)).toBe("flow:withdrawal BTC 0.4");
      expect(await ledger(third, "BTC")).toBe("0");
      expect((await division())!.notAllotted).toEqual([{ asset: "BTC", quantity: "0.4" }]);
    });

    test("who is alone can have the whole again", async () => {
      const satellites = await create("Satellites", [venueId]);
      const whole = () => setAllotments(ctx, { venueId, division: { kind: "whole" } });
      await expect(whole()).rejects.toMatchObject({ detail: { reason: "shared-account" } });
      await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
      await archivePortfolio(ctx, satellites);
      await whole();
      await check(core);
      expect(await held(core)).toEqual({ BTC: "1" });
      expect((await flows(core)).at(-1)).toBe("flow:deposit BTC -0.4");
      expect((await listVenues(ctx))[0]!.division).toBeNull();
    });
  });

  describe("by asset", () => {
    const divide = (one: string[], satellites: string, other: string[]) =>
      setAllotments(ctx, {
        venueId,
        division: {
          kind: "asset",
          parts: [
            { portfolioId: core, assets: one },
            { portfolioId: satellites, assets: other },
          ],
        },
      });

    test("who does not have the coin cannot sell it, whatever its policy wants", async () => {
      const satellites = await create("Satellites", [venueId]);
      await divide(["BTC", "USDT"], satellites, ["ETH", "USDC"]);
      expect(await holdOf(satellites)).toEqual(["no-value"]);
      expect(await rebalance(satellites)).toEqual([]);
      expect((await rebalance(core)).map((order) => `${order.side} ${order.base}`)).toEqual(["sell BTC"]);
      expect(isLess(await soldBtc(), "0.51")).toBe(true);
    });

    test("no order takes a coin that is another's, nor pays with one", async () => {
      const satellites = await create("Satellites", [venueId]);
      await divide(["BTC"], satellites, ["USDT"]);
      await setBalance(ctx, { venueId, asset: "USDT", quantity: "10000" });
      expect(await rebalance(core)).toEqual([]);
      expect(await rebalance(satellites)).toEqual([]);
      expect(await account()).toEqual({ BTC: "1", USDT: "10000" });
    });

    test("a deposit of a named asset is its portfolio's by itself; of any other it is nobody's", async () => {
      const satellites = await create("Satellites", [venueId]);
      await divide(["BTC"], satellites, ["USDT"]);
      await check(satellites);
      await setBalance(ctx, { venueId, asset: "USDT", quantity: "500" });
      await setBalance(ctx, { venueId, asset: "ETH", quantity: "2" });
      await check(satellites);
      expect(await held(satellites)).toEqual({ USDT: "500" });
      expect(await ledger(satellites, "USDT")).toBe("500");
      await check(core);
      expect(await held(core)).toEqual({ BTC: "1" });
      expect((await listVenues(ctx))[0]!.division!.notAllotted).toEqual([{ asset: "ETH", quantity: "2" }]);
    });

    test("one asset cannot be two portfolios', and a stranger gets none", async () => {
      const satellites = await create("Satellites", [venueId]);
      await expect(divide(["BTC", "USDT"], satellites, ["USDT"])).rejects.toThrow("Tether is given to two portfolios");
      await expect(divide(["BTC"], "nobody", ["USDT"])).rejects.toMatchObject({ name: "NotFoundError" });
      await divide(["BTC", "USDT"], satellites, []);
      await expect(
        moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.1" }),
      ).rejects.toMatchObject({ detail: { reason: "not-divided" } });
    });
  });

  describe("an account of an earlier version that two share", () => {
    let second: string;
    beforeEach(async () => {
      second = await createElsewhere("Satellites");
      await share(second);
    });

    test("neither trades; it is counted once, and both say why and what to do", async () => {
      ctx.advance(HALF.proposalMinutes * 60_000);
      expect(await holdOf(core)).toEqual([expect.stringContaining('Paper is used by "Satellites" as well')]);
      expect(await holdOf(second)).toContainEqual(expect.stringContaining('It is counted in "Core"'));
      for (const portfolioId of [core, second]) {
        const { status } = await getPortfolioView(ctx, portfolioId);
        expect(status).toMatchObject({
          kind: "broken",
          detail: expect.stringContaining("Divide it on the Venues page"),
        });
      }
      expect([await held(core), await held(second)]).toEqual([{ BTC: "1" }, {}]);
      const { totalValue } = await getOverview(ctx);
      expect(totalValue).toBe((await getPortfolioView(ctx, core)).value);
      const card = (await listVenues(ctx)).find((venue) => venue.id === venueId)!;
      expect(card.division).toMatchObject({ kind: "conflict" });
      expect(await flows(second)).toEqual([]);
    });

    test("what was proposed before sells nothing", async () => {
      const { rebalanceId } = await check(core);
      const open = rebalanceId && (await getRebalance(ctx, rebalanceId));
      if (open && open.state === "proposed")
        await approveRebalance(ctx, { rebalanceId: open.id, planHash: open.plan.planHash }).catch(() => null);
      await whenQuiet();
      expect(await account()).toEqual({ BTC: "1" });
    });

    test("a run that was approved before has nothing to spend", async () => {
      const readBalances = async () => ({
        kind: "read" as const,
        value: [{ asset: "BTC", total: quantity("1"), free: quantity("1") }],
      });
      const never = () => Promise.reject(new Error("Not called here."));
      const venues = { timing: never, submit: never, lookup: never, cancel: never, readQuotes: never, readBalances };
      expect(await limitToPart(ctx, core, venues).readBalances(venueId)).toEqual({
        kind: "read",
        value: [{ asset: "BTC", total: "1", free: "0" }],
      });
    });

    test("divided, each trades its own", async () => {
      const parts = [
        { portfolioId: core, balances: [{ asset: "BTC", quantity: "0.5" }] },
        { portfolioId: second, balances: [{ asset: "BTC", quantity: "0.5" }] },
      ];
      await setAllotments(ctx, { venueId, division: { kind: "quantity", parts } });
      for (const portfolioId of [core, second])
        expect((await rebalance(portfolioId)).map((order) => order.side)).toEqual(["sell"]);
      expect(isLess(await soldBtc(), "0.51")).toBe(true);
    });

    test("when one lets go, the other has it all", async () => {
      const cold = (await getPortfolioView(ctx, second)).venues.find((venue) => venue.name === "Cold")!.id;
      await setPortfolioVenues(ctx, { portfolioId: second, venueIds: [cold] });
      await check(core);
      expect(await held(core)).toEqual({ BTC: "1" });
      expect((await rebalance(core)).map((order) => order.side)).toEqual(["sell"]);
      expect(await ctx.db.select().from(allotments).where(eq(allotments.venueId, venueId))).toEqual([]);
    });
  });

  test("the overview counts each unit once, and says what is in no portfolio", async () => {
    const satellites = await create("Satellites", [venueId]);
    await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
    await setBalance(ctx, { venueId, asset: "USDT", quantity: "500" });
    ctx.advance(60_001);
    await evaluatePortfolio(ctx, core);
    await evaluatePortfolio(ctx, satellites);
    const overview = await getOverview(ctx);
    const [card] = await listVenues(ctx);
    const bitcoin = Number(card?.balances.find((row) => row.asset === "BTC")?.valueBase);
    expect(Number(overview.totalValue)).toBeCloseTo(bitcoin, 2);
    expect(overview.notAllotted).toEqual([
      { venueId, venueName: "Paper", assets: [{ asset: "USDT", quantity: "500" }], value: "500" },
    ]);
  });

  test("a run spends no more than its portfolio's part, however much lies free beside it", async () => {
    const satellites = await create("Satellites", [venueId]);
    await moveAllotment(ctx, { venueId, from: core, to: satellites, asset: "BTC", quantity: "0.4" });
    const value = [
      { asset: "BTC", total: quantity("1"), free: quantity("1") },
      { asset: "USDT", total: quantity("100"), free: quantity("100") },
    ];
    const never = () => Promise.reject(new Error("Not called here."));
    const venues = {
      timing: never,
      submit: never,
      lookup: never,
      cancel: never,
      readQuotes: never,
      readBalances: async () => ({ kind: "read" as const, value }),
    };
    expect(await limitToPart(ctx, satellites, venues).readBalances(venueId)).toEqual({
      kind: "read",
      value: [
        { asset: "BTC", total: "1", free: "0.4" },
        { asset: "USDT", total: "100", free: "0" },
      ],
    });
  });
});
