/**
 * A world and the plan it should give, written as a ledger:
 *
 *   expectPlan(`
 *     holdings   BTC 1.00 @ 60000   ETH 0.00 @ 3000   USDT 1000
 *     targets    BTC 50%            ETH 50%
 *     step       BTC 0.01           ETH 0.1
 *     plan       sell BTC 0.49      buy ETH 10.1
 *   `);
 *
 * Lines, all but `holdings` and `targets` optional:
 *   holdings [venue]  free quantities with prices        locked [venue]  counted, never traded
 *   targets   weights; a group is Name(A+B) 20% (any mix) or Name(A:60+B:40) 20% (weighted)
 *   step, minimum     per asset: quantity step (0.0001), the venue's least notional (0)
 *   policy    destination, scope, untargeted, buffer, trade-minimum, fee, fee-from, spread (bps), quote
 *   plan      side asset quantity, in order; "nothing" for no order
 *   deferred  side asset reason
 */
import { expect } from "vitest";
import type {
  Band,
  Destination,
  Holding,
  Market,
  Policy,
  Scope,
  Snapshot,
  Target,
  Untargeted,
} from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import { type Notional, notional, price, quantity, rate } from "@/lib/money";
import { aHolding, aMarket, aPolicy, aPrice, aQuote, aSnapshot, aVenue } from "./builders";

export interface PlanWorld {
  policy: Policy;
  snapshot: Snapshot;
  plan: string[] | null;
  deferred: string[] | null;
}

export function expectPlan(table: string): void {
  const world = readPlanTable(table);
  const plan = planTrades(world.policy, world.snapshot);
  const venueCount = world.snapshot.venues.length;
  const orders = plan.orders.map((order) => {
    const asset = order.base === world.policy.quoteAsset ? order.symbol : order.base;
    return `${order.side} ${asset} ${order.quantity}${venueCount > 1 ? ` ${order.venueId}` : ""}`;
  });
  if (world.plan !== null) expect(orders).toEqual(world.plan);
  if (world.deferred !== null) {
    expect(plan.deferred.map((each) => `${each.side} ${each.asset} ${each.reason.kind}`)).toEqual(world.deferred);
  }
}

export function readPlanTable(table: string): PlanWorld {
  const lines = table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[0] !== "");
  const venueIds = new Set<string>();
  const holdings: Holding[] = [];
  const prices = new Map<string, string>();
  const steps = new Map<string, string>();
  const minima = new Map<string, string>();
  const settings = new Map<string, string>();
  let targets: Target[] = [];
  let plan: string[] | null = null;
  let deferred: string[] | null = null;

  for (const [verb, ...cells] of lines) {
    if (verb === "holdings" || verb === "locked") {
      const venueId = /^[A-Z]/.test(cells[1] ?? "") ? cells.shift()! : "v1";
      venueIds.add(venueId);
      while (cells.length > 0) {
        const asset = cells.shift()!;
        const units = cells.shift()!;
        holdings.push(aHolding(asset, units, { venueId, isLocked: verb === "locked" }));
        if (cells[0] === "@") {
          cells.shift();
          prices.set(asset, cells.shift()!);
        }
      }
    } else if (verb === "targets") targets = readTargets(cells);
    else if (verb === "step") readPairs(cells, steps);
    else if (verb === "minimum") readPairs(cells, minima);
    else if (verb === "policy") readPairs(cells, settings);
    else if (verb === "plan") plan = cells[0] === "nothing" ? [] : readLegs(cells, venueIds.size > 1 ? 4 : 3);
    else if (verb === "deferred") deferred = cells[0] === "nothing" ? [] : readLegs(cells, 3);
    else throw new Error(`No such line in a plan table: ${verb}`);
  }

  const quoteAsset = settings.get("quote") ?? "USDT";
  if (!prices.has(quoteAsset)) prices.set(quoteAsset, "1");
  const marketOf = (venueId: string, asset: string): Market =>
    aMarket(`${asset}/${quoteAsset}`, {
      venueId,
      quantityStep: quantity(steps.get(asset) ?? "0.0001"),
      notionalMin: notional(minima.get(asset) ?? "0"),
      takerFeeRate: rate(share(settings.get("fee") ?? "0").toFixed(8)),
      feeFrom: settings.get("fee-from") === "quote" ? "quote" : "received",
    });
  const traded = [...prices.keys()].filter((asset) => asset !== quoteAsset);
  const spread = Number(settings.get("spread") ?? "0");
  const venues = [...venueIds].map((venueId) =>
    aVenue({
      venueId,
      name: venueId,
      markets: traded.map((asset) => marketOf(venueId, asset)),
      quotes: traded.map((asset) => aQuote(`${asset}/${quoteAsset}`, prices.get(asset)!, spread)),
    }),
  );
  const band = settings.get("band");
  const policy = aPolicy({
    targets,
    quoteAsset,
    destination: (settings.get("destination") ?? "target") as Destination,
    scope: (settings.get("scope") ?? "all") as Scope,
    untargeted: (settings.get("untargeted") ?? "ignore") as Untargeted,
    cashBuffer: share(settings.get("buffer") ?? "0"),
    tradeNotionalMin: (settings.get("trade-minimum") ?? "0") as Notional,
    ...(band === undefined ? {} : { band: { kind: "absolute", width: share(band) } satisfies Band }),
  });
  const snapshot = aSnapshot({
    baseCurrency: quoteAsset,
    venues,
    holdings,
    prices: [...prices].map(([asset, text]) => ({ ...aPrice(asset, text), price: price(text) })),
  });
  return { policy, snapshot, plan, deferred };
}

function readTargets(cells: string[]): Target[] {
  const targets: Target[] = [];
  for (let index = 0; index < cells.length; index += 2) {
    const weight = share(cells[index + 1]!);
    const group = cells[index]!.match(/^(\w+)\((.+)\)$/);
    if (group === null) {
      targets.push({ kind: "asset", asset: cells[index]!, weight });
      continue;
    }
    const [, name = "", inside = ""] = group;
    const members = inside.split("+");
    if (!inside.includes(":")) targets.push({ kind: "group", name, weight, mode: "fungible", members });
    else {
      const weighted = members.map((member) => {
        const [asset = "", percent = "0"] = member.split(":");
        return { asset, weight: Number(percent) / 100 };
      });
      targets.push({ kind: "group", name, weight, mode: "weighted", members: weighted });
    }
  }
  return targets;
}

function readPairs(cells: string[], into: Map<string, string>): void {
  for (let index = 0; index < cells.length; index += 2) into.set(cells[index]!, cells[index + 1]!);
}

function readLegs(cells: string[], width: number): string[] {
  const legs: string[] = [];
  for (let index = 0; index < cells.length; index += width) legs.push(cells.slice(index, index + width).join(" "));
  return legs;
}

const share = (text: string) => (text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text));
