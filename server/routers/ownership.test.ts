/**
 * Every procedure of the API, tried by a stranger and by another owner. A procedure that is not in the table fails
 * the first test: whoever adds one must say here what it does with somebody else's ids.
 */
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { beforeAll, expect, test } from "vitest";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { SCENARIOS } from "@/server/scenarios";
import { policyTemplates } from "@/server/services/policy/templates";
import { importPrices, listSeries } from "@/server/services/price-data";
import { getRebalance } from "@/server/services/rebalance";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { appRouter, createCaller } from ".";
import { explainError } from "./errors";
import { answerPrices } from "./prices";
import type { RequestContext } from "./trpc";

interface Ids {
  portfolioId: string;
  venueId: string;
  rebalanceId: string;
  planHash: string;
  importId: string;
  seriesId: string;
}

/**
 * "own": names nothing of anybody's; "empty", "none": a filter that then finds nothing; else an input with another's
 * ids.
 */
type Expectation =
  | "own"
  | { empty: (ids: Ids) => unknown }
  | { none: (ids: Ids) => unknown }
  | { hidden: (ids: Ids) => unknown };

const PRICE_FILE = { name: "closes.csv", text: "date,BTC\n2024-01-01,1\n2024-01-02,2" };
const MOVED = { asset: "BTC", quantity: "1" };
const policy = policyTemplates()[0]!.policy;
const portfolio = ({ portfolioId }: Ids) => ({ portfolioId });
const rebalance = ({ rebalanceId }: Ids) => ({ rebalanceId });
const venue = ({ venueId }: Ids) => ({ venueId });

const EXPECTED: Readonly<Record<string, Expectation>> = {
  "shell.get": "own",
  "overview.get": "own",
  "overview.page": "own",
  "overview.series": "own",
  "portfolios.list": "own",
  "portfolios.get": { hidden: portfolio },
  "portfolios.series": { hidden: (ids) => ({ ...portfolio(ids), range: "1M" }) },
  "portfolios.decisions": { hidden: portfolio },
  "portfolios.performance": { hidden: (ids) => ({ ...portfolio(ids), range: "1M" }) },
  "portfolios.historyFacets": { hidden: portfolio },
  "portfolios.exportHistory": { hidden: (ids) => ({ ...portfolio(ids), kind: "fees" }) },
  "portfolios.exportHoldings": { hidden: portfolio },
  "portfolios.create": {
    hidden: ({ venueId }) => ({ name: "Mine now", baseCurrency: "USDT", venueIds: [venueId], policy }),
  },
  "portfolios.startOnPaper": "own",
  "portfolios.rename": { hidden: (ids) => ({ ...portfolio(ids), name: "Mine now" }) },
  "portfolios.archive": { hidden: portfolio },
  "portfolios.archived": "own",
  "portfolios.restore": { hidden: portfolio },
  "portfolios.exportRecords": { hidden: portfolio },
  "portfolios.delete": { hidden: (ids) => ({ ...portfolio(ids), typedName: "Drifted" }) },
  "portfolios.pause": { hidden: portfolio },
  "portfolios.resume": { hidden: portfolio },
  "portfolios.setVenues": { hidden: (ids) => ({ ...portfolio(ids), venueIds: [ids.venueId] }) },
  "portfolios.restartStop": { hidden: portfolio },
  "portfolios.acceptSuspect": {
    hidden: (ids) => ({ ...portfolio(ids), fact: { about: "price", asset: "BTC", seen: "1" } }),
  },
  "portfolios.resumeDeclined": { hidden: portfolio },
  "portfolios.checkNow": { hidden: portfolio },
  "policies.templates": "own",
  "policies.fromHoldings": { hidden: ({ venueId }) => ({ venueIds: [venueId] }) },
  "policies.preview": { hidden: (ids) => ({ ...portfolio(ids), policy }) },
  "policies.save": { hidden: (ids) => ({ ...portfolio(ids), policy, baseVersion: 1 }) },
  "policies.versions": { hidden: portfolio },
  "policies.exportJson": { hidden: portfolio },
  "policies.parseJson": "own",
  "policies.nextOccurrences": "own",
  "policies.nextSlots": "own",
  "rebalances.get": { hidden: rebalance },
  "rebalances.list": { empty: portfolio },
  "rebalances.waiting": "own",
  "rebalances.approve": { hidden: ({ rebalanceId, planHash }) => ({ rebalanceId, planHash }) },
  "rebalances.decline": { hidden: rebalance },
  "rebalances.acceptDifferences": { hidden: rebalance },
  "rebalances.leaveOut": { hidden: ({ rebalanceId, planHash }) => ({ rebalanceId, planHash, legs: [] }) },
  "rebalances.stop": { hidden: rebalance },
  "rebalances.replan": { hidden: rebalance },
  "rebalances.progress": { hidden: rebalance },
  "venues.list": "own",
  "venues.exchanges": "own",
  "venues.connect": "own",
  "venues.createPaper": "own",
  "venues.createManual": "own",
  "venues.setBalance": { hidden: (ids) => ({ ...venue(ids), asset: "BTC", quantity: "1" }) },
  "venues.rename": { hidden: (ids) => ({ ...venue(ids), name: "Mine now" }) },
  "venues.test": { hidden: venue },
  "venues.remove": { hidden: venue },
  "venues.replaceKeys": { hidden: (ids) => ({ ...venue(ids), credentials: {} }) },
  "allotments.set": { hidden: (ids) => ({ ...venue(ids), division: { kind: "whole" } }) },
  "allotments.move": { hidden: (ids) => ({ ...venue(ids), ...MOVED, from: null, to: ids.portfolioId }) },
  "activity.list": { empty: portfolio },
  "orders.list": { empty: portfolio },
  "fees.list": { hidden: portfolio },
  "cashFlows.list": { hidden: portfolio },
  "settings.get": "own",
  "settings.update": "own",
  "settings.sessions": "own",
  "settings.endSession": "own",
  "settings.endOtherSessions": "own",
  "sandbox.get": "own",
  "sandbox.build": "own",
  "sandbox.enter": "own",
  "sandbox.leave": "own",
  "sandbox.remove": "own",
  "lab.setUp": { hidden: portfolio },
  "history.series": "own",
  "history.fill": "own",
  "history.progress": { none: ({ seriesId }) => ({ seriesIds: [seriesId] }) },
  "history.gaps": { hidden: ({ seriesId }) => ({ seriesId }) },
  "history.import": { hidden: ({ importId }) => ({ ...PRICE_FILE, importId }) },
  "history.removeImport": { hidden: ({ importId }) => ({ importId }) },
  "trading.stopAll": "own",
  "trading.resume": "own",
  "capitalisations.list": "own",
  "capitalisations.import": "own",
  "capitalisations.remove": "own",
  "capitalisations.request": "own",
  "capitalisations.ask": "own",
};

const PROCEDURES = Object.keys(appRouter._def.procedures);

test("every procedure says here what it does with somebody else's ids", () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(PROCEDURES.toSorted());
});

/** Calls by path; a subscription is read for its first value. */
async function call(context: RequestContext, path: string, input: unknown): Promise<unknown> {
  const caller: unknown = createCaller(context);
  const procedure = path.split(".").reduce<unknown>((at, step) => Reflect.get(Object(at), step), caller);
  if (typeof procedure !== "function") throw new Error(`There is no procedure ${path}.`);
  const answer: unknown = await procedure(input);
  if (answer && typeof answer === "object" && Symbol.asyncIterator in answer)
    for await (const value of answer as AsyncIterable<unknown>) return value;
  return answer;
}

/** What the caller is shown: a subscription's errors pass only through the formatter, as they do over HTTP. */
const codeOf = (error: unknown) => explainError(getTRPCErrorFromUnknown(error)).code;

describeOnEachDatabase("ownership", (database) => {
  let ids: Ids;
  let stranger: RequestContext;
  let other: RequestContext;

  beforeAll(async () => {
    let ctx: TestContext | null = null;
    const venues = createVenueDirectory({ now: () => ctx?.now() ?? 0 });
    ctx = await testContext(database, { venues });
    const built = await SCENARIOS.drifted(ctx);
    const rebalanceId = built.rebalanceId!;
    const { plan } = await getRebalance(ctx, rebalanceId);
    const { importId } = await importPrices(ctx, PRICE_FILE);
    const { series } = await listSeries(ctx);
    const seriesId = series[0]!.id;
    const [portfolioId, venueId] = [built.portfolioIds[0]!, built.venueIds[0]!];
    ids = { portfolioId, venueId, rebalanceId, planHash: plan.planHash, importId, seriesId };
    const someoneElse = await testContext(database, { venues });
    stranger = { ...ctx, signedIn: null };
    other = { ...someoneElse, signedIn: { userId: someoneElse.ownerId, name: "Bob", email: "bob@example.com" } };
  });

  test.each(PROCEDURES)("%s needs a session", async (path) => {
    const expected = EXPECTED[path];
    const input = typeof expected === "object" ? Object.values(expected)[0]?.(ids) : undefined;
    await expect(call(stranger, path, input).catch(codeOf)).resolves.toBe("UNAUTHORIZED");
  });

  const hidden = PROCEDURES.filter((path) => typeof EXPECTED[path] === "object" && "hidden" in EXPECTED[path]);
  test.each(hidden)("%s: another owner's ids are unknown", async (path) => {
    const expected = EXPECTED[path] as { hidden: (ids: Ids) => unknown };
    await expect(call(other, path, expected.hidden(ids)).catch(codeOf)).resolves.toBe("NOT_FOUND");
  });

  const empty = PROCEDURES.filter((path) => typeof EXPECTED[path] === "object" && "empty" in EXPECTED[path]);
  test.each(empty)("%s: another owner's portfolio has no rows", async (path) => {
    const expected = EXPECTED[path] as { empty: (ids: Ids) => unknown };
    const answer = await call(other, path, expected.empty(ids));
    expect(Object.values(Object(answer)).filter(Array.isArray)).toEqual([[]]);
  });

  const none = PROCEDURES.filter((path) => typeof EXPECTED[path] === "object" && "none" in EXPECTED[path]);
  test.each(none)("%s: of another owner's there is none", async (path) => {
    const expected = EXPECTED[path] as { none: (ids: Ids) => unknown };
    expect(await call(other, path, expected.none(ids))).toEqual([]);
  });

  test("the price table needs a session, and another owner's import is unknown", async () => {
    const { importId } = ids;
    const query = new URLSearchParams({ source: `import:${importId}`, quote: "USDT", timeframe: "1d", assets: "BTC" });
    expect((await answerPrices(stranger, query)).status).toBe(401);
    const refused = await answerPrices(other, query);
    expect(refused.status).toBe(412);
    expect(await refused.json()).toMatchObject({ detail: { reason: "not-stored", assets: ["BTC"] } });
  });
});
