/** Writes a simulated year into the tables a lived one would have filled, in one transaction and in bulk. */

import { sql } from "drizzle-orm";
import { auditEntries, fills, holdBaselines, orders, postings, rebalanceEvents, rebalances } from "@/drizzle/schema";
import { postFill } from "@/lib/engine/ledger/post-fill";
import type { AuditFact, RunEventName } from "@/lib/engine/model";
import { isZero, multiply, negate, type Quantity, sum } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import { newId } from "@/server/services/id";
import type { SimulatedOrder } from "./simulate-run";
import type { Deposit, SimulatedRebalance, SimulatedYear } from "./simulate-year";
import type { Balances, World } from "./world";

export interface StoredAbout {
  portfolioId: string;
  portfolioName: string;
  ownerId: string;
  ownerName: string;
  world: World;
  opening: Balances;
  deposits: readonly Deposit[];
  startAt: number;
}

const ROWS_AT_ONCE = 2_000;

export async function storeHistory(tx: Transaction, about: StoredAbout, year: SimulatedYear): Promise<void> {
  await storeValuations(tx, about, year);
  await storeChecks(tx, about, year);
  await storeFlows(tx, about, year);
  for (const run of year.rebalances) await storeRebalance(tx, about, run);
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) yield rows.slice(start, start + ROWS_AT_ONCE);
}

/** One parameter a chunk instead of thousands: the rows travel as JSON. */
async function storeValuations(tx: Transaction, { portfolioId }: StoredAbout, year: SimulatedYear): Promise<void> {
  for (const points of chunks(year.points)) {
    const rows = points.map(({ at, value, held, drift, weights }) => ({
      at,
      value: value.toFixed(8),
      held: held.toFixed(8),
      drift,
      weights,
    }));
    await tx.execute(sql`
      insert into valuations (portfolio_id, at, value, hold_value, portfolio_drift, weights)
      select ${portfolioId}, to_timestamp(at / 1000.0), trim_scale(value), trim_scale(held), drift, weights
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as point(at double precision, value numeric, held numeric, drift double precision, weights jsonb)`);
  }
}

async function storeChecks(tx: Transaction, { portfolioId }: StoredAbout, year: SimulatedYear): Promise<void> {
  for (const checks of chunks(year.checks)) {
    const rows = checks.map(({ at, decision, rebalanceId }) => ({
      id: newId(at),
      at,
      decision,
      rebalance: rebalanceId,
    }));
    await tx.execute(sql`
      insert into evaluations (id, portfolio_id, at, policy_version, decision, rebalance_id)
      select id, ${portfolioId}, to_timestamp(at / 1000.0), 1, decision, rebalance
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as check_row(id text, at double precision, decision jsonb, rebalance text)`);
  }
}

async function storeFlows(tx: Transaction, about: StoredAbout, year: SimulatedYear): Promise<void> {
  const { portfolioId, world, startAt } = about;
  const flow = (venueId: string, source: string, asset: string, quantity: Quantity, at: number) => {
    const entry = { portfolioId, entryId: newId(at), asset, at: new Date(at), createdAt: new Date(at) };
    return [
      { ...entry, id: newId(at), account: `venue:${venueId}`, quantity },
      { ...entry, id: newId(at), account: `flow:${source}`, quantity: negate(quantity) },
    ];
  };
  const lines = [
    ...[...about.opening].flatMap(([asset, held]) => flow(world.paper.venueId, "opening", asset, held, startAt)),
    ...(world.manual
      ? [...world.manual.holdings].flatMap(([asset, held]) =>
          flow(world.manual?.venueId ?? "", "opening", asset, held, startAt),
        )
      : []),
    ...about.deposits.flatMap((each) => flow(world.paper.venueId, "deposit", each.asset, each.quantity, each.at)),
  ];
  if (lines.length > 0) await tx.insert(postings).values(lines);
  const baseline = [...year.held].map(([asset, quantity]) => ({ portfolioId, asset, quantity }));
  if (baseline.length > 0) await tx.insert(holdBaselines).values(baseline);
}

async function storeRebalance(tx: Transaction, about: StoredAbout, run: SimulatedRebalance): Promise<void> {
  const { portfolioId, world } = about;
  const isAuto = world.policy.autonomy === "auto";
  const startedAt = run.approvedAt + 60;
  const finishedAt = (run.orders.at(-1)?.at ?? startedAt) + 480;
  const kinds = new Set(run.reasons.map((reason) => reason.kind));
  await tx.insert(rebalances).values({
    id: run.id,
    portfolioId,
    state: "settled",
    origin: kinds.has("schedule") ? "schedule" : "threshold",
    policyVersion: 1,
    reasons: run.reasons,
    plan: run.plan,
    planHash: run.plan.planHash,
    limitChecks: run.limitChecks,
    snapshot: run.snapshot,
    proposedAt: new Date(run.proposedAt),
    expiresAt: new Date(run.proposedAt + world.policy.proposalMinutes * 60_000),
    approvedAt: new Date(run.approvedAt),
    approvedBy: isAuto ? "autopilot" : about.ownerId,
    startedAt: new Date(startedAt),
    finishedAt: new Date(finishedAt),
    createdAt: new Date(run.proposedAt),
  });
  const events: (typeof rebalanceEvents.$inferInsert)[] = [];
  const record = (
    at: number,
    event: RunEventName,
    detail: Record<string, unknown> = {},
    orderId: string | null = null,
  ) => events.push({ id: newId(at), rebalanceId: run.id, orderId, at: new Date(at), event, detail });
  record(run.proposedAt, "rebalance.proposed");
  record(run.approvedAt, "rebalance.approved", { by: isAuto ? "Autopilot" : about.ownerName });
  record(startedAt, "rebalance.started");
  for (const order of run.orders) await storeOrder(tx, about, run.id, order, record);
  record(finishedAt, "rebalance.settled");
  await tx.insert(rebalanceEvents).values(events);
  const entry = (at: number, actor: string, { action, ...detail }: AuditFact): typeof auditEntries.$inferInsert => ({
    id: newId(at),
    ownerId: about.ownerId,
    actor,
    action,
    detail,
    subjectKind: "rebalance",
    subjectId: run.id,
    portfolioId,
    createdAt: new Date(at),
  });
  const tradeCount = run.plan.orders.length;
  const { planHash } = run.plan;
  const portfolio = about.portfolioName;
  const settled = { action: "rebalance.settle", outcome: null, differences: null } as const;
  await tx.insert(auditEntries).values([
    entry(run.proposedAt, "scheduler", { action: "rebalance.propose", portfolio }),
    entry(run.approvedAt, isAuto ? "autopilot" : about.ownerId, {
      action: "rebalance.approve",
      portfolio,
      tradeCount,
      planHash,
    }),
    entry(finishedAt, "worker", settled),
  ]);
}

type RecordEvent = (
  at: number,
  event: RunEventName,
  detail?: Record<string, unknown>,
  orderId?: string | null,
) => unknown;

async function storeOrder(
  tx: Transaction,
  { portfolioId }: StoredAbout,
  rebalanceId: string,
  order: SimulatedOrder,
  record: RecordEvent,
): Promise<void> {
  const { planned, report, at } = order;
  const id = newId(at);
  const when = (ms: number) => (report ? new Date(at + ms) : null);
  const booked = report?.fills ?? [];
  await tx.insert(orders).values({
    id,
    rebalanceId,
    leg: planned.leg,
    attempt: 0,
    venueId: planned.venueId,
    symbol: planned.symbol,
    side: planned.side,
    plannedQuantity: planned.quantity,
    quantity: order.quantity,
    limitPrice: planned.limitPrice,
    state: order.state,
    clientOrderId: order.clientOrderId,
    venueOrderId: report?.venueOrderId ?? null,
    filled: report?.filled ?? ("0" as Quantity),
    filledQuote: sum(booked.map((fill) => multiply<Quantity>(fill.quantity, fill.price))),
    intentAt: when(0),
    sentAt: when(3),
    answeredAt: when(96),
    doneAt: new Date(at + 98),
    problem: order.problem,
    createdAt: new Date(at),
  });
  if (!report) {
    record(at, "order.dropped", order.problem?.kind === "not-sent" ? { ...order.problem } : {}, id);
    return;
  }
  record(at, "order.intent", { quantity: order.quantity, base: planned.base }, id);
  const detail = { filled: report.filled, of: order.quantity };
  record(at + 96, order.state === "filled" ? "order.filled" : "order.expired", detail, id);
  for (const fill of booked) {
    const fillId = newId(fill.at);
    const { quantity, price, fee, feeAsset } = fill;
    const madeAt = { at: new Date(fill.at), createdAt: new Date(fill.at) };
    await tx.insert(fills).values({
      id: fillId,
      orderId: id,
      venueId: planned.venueId,
      symbol: planned.symbol,
      venueFillId: fill.fillId,
      quantity,
      price,
      fee,
      feeAsset,
      ...madeAt,
    });
    const entryId = newId(fill.at);
    const lines = postFill(fill, planned).filter((line) => !isZero(line.quantity));
    await tx
      .insert(postings)
      .values(lines.map((line) => ({ id: newId(fill.at), portfolioId, entryId, ...line, fillId, ...madeAt })));
  }
}
