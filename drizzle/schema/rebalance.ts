/** Rebalances, their orders, fills, and the ledger they are booked into. */

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type {
  Achieved,
  AssetId,
  Difference,
  FillFee,
  LimitCheck,
  OrderProblem,
  Plan,
  RebalanceOutcome,
  RunEventName,
  Side,
  Snapshot,
  TriggerReason,
} from "@/lib/engine/model";
import { ORDER_STATES, REBALANCE_ORIGINS, REBALANCE_STATES, SIDES } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { createdAt, exact, id, instant } from "./columns";
import { portfolios } from "./portfolio";
import { venues } from "./venue";

export const rebalanceState = pgEnum("rebalance_state", REBALANCE_STATES);
export const rebalanceOrigin = pgEnum("rebalance_origin", REBALANCE_ORIGINS);
export const orderState = pgEnum("order_state", ORDER_STATES);
export const orderSide = pgEnum("order_side", SIDES);

export const rebalances = pgTable(
  "rebalances",
  {
    id: id(),
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    state: rebalanceState("state").notNull(),
    origin: rebalanceOrigin("origin").notNull(),
    policyVersion: integer("policy_version").notNull(),
    reasons: jsonb("reasons").$type<readonly TriggerReason[]>().notNull(),
    plan: jsonb("plan").$type<Plan>().notNull(),
    planHash: text("plan_hash").notNull(),
    limitChecks: jsonb("limit_checks").$type<readonly LimitCheck[]>().notNull(),
    snapshot: jsonb("snapshot").$type<Snapshot>().notNull(),
    /** Legs the approver left out; the plan above is then the re-planned one. */
    leftOut: jsonb("left_out").$type<readonly { asset: AssetId; side: Side }[]>().notNull().default([]),
    proposedAt: instant("proposed_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    approvedAt: instant("approved_at"),
    /** A user's id, or "autopilot". */
    approvedBy: text("approved_by"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** What is shown of it beside its state; null: all went as planned. */
    outcome: jsonb("outcome").$type<readonly RebalanceOutcome[]>(),
    /** Ledger against venue after settling: null when equal, else named differences. */
    differences: jsonb("differences").$type<readonly Difference[]>(),
    /** The owner has seen the differences and takes the venue's word: they no longer hold back the next run. */
    differencesAcceptedAt: instant("differences_accepted_at"),
    /** What happened, beside what was planned; null while it runs and for those before 0.3. */
    achieved: jsonb("achieved").$type<Achieved>(),
    /** The pending rebalances it was proposed for. */
    pendingIds: jsonb("pending_ids").$type<readonly string[]>().notNull().default([]),
    /** The new proposal that replaced this one. */
    supersededBy: text("superseded_by"),
    /** Lease of the worker that advances it: checked in the transaction that commits an intent. */
    leaseHolder: text("lease_holder"),
    leaseUntil: instant("lease_until"),
    createdAt: createdAt(),
  },
  (table) => [
    index("rebalances_portfolio").on(table.portfolioId, table.proposedAt),
    // At most one rebalance of a portfolio can be running: the database, not the code, says so.
    uniqueIndex("rebalances_one_running")
      .on(table.portfolioId)
      .where(sql`state in ('approved', 'executing', 'stopping')`),
  ],
);

export const orders = pgTable(
  "orders",
  {
    id: id(),
    rebalanceId: text("rebalance_id")
      .notNull()
      .references(() => rebalances.id, { onDelete: "cascade" }),
    leg: integer("leg").notNull(),
    /** 0 for the planned order; 1.. when a surely absent one was planned anew with a new id. */
    attempt: integer("attempt").notNull().default(0),
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id),
    symbol: text("symbol").notNull(),
    side: orderSide("side").notNull(),
    plannedQuantity: exact<Quantity>("planned_quantity").notNull(),
    /** What was really sent: buys are sized from proceeds, never above planned. */
    quantity: exact<Quantity>("quantity"),
    limitPrice: exact<Price>("limit_price").notNull(),
    state: orderState("state").notNull(),
    clientOrderId: text("client_order_id").notNull(),
    venueOrderId: text("venue_order_id"),
    filled: exact<Quantity>("filled")
      .notNull()
      .default("0" as Quantity),
    filledQuote: exact<Quantity>("filled_quote")
      .notNull()
      .default("0" as Quantity),
    intentAt: instant("intent_at"),
    sentAt: instant("sent_at"),
    answeredAt: instant("answered_at"),
    doneAt: instant("done_at"),
    /** Querying an unknown outcome: how often, the clean "not found"s, when next. */
    lookups: integer("lookups").notNull().default(0),
    notFound: integer("not_found").notNull().default(0),
    nextLookupAt: instant("next_lookup_at"),
    problem: jsonb("problem").$type<OrderProblem>(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("orders_client_id").on(table.venueId, table.clientOrderId),
    uniqueIndex("orders_leg").on(table.rebalanceId, table.leg, table.attempt),
    // The few whose fate is not known: every page reads them.
    index("orders_doubtful").on(table.state).where(sql`state in ('submitting', 'unknown', 'halted')`),
  ],
);

export const fills = pgTable(
  "fills",
  {
    id: id(),
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    venueId: text("venue_id").notNull(),
    symbol: text("symbol").notNull(),
    venueFillId: text("venue_fill_id").notNull(),
    quantity: exact<Quantity>("quantity").notNull(),
    price: exact<Price>("price").notNull(),
    fee: exact<Quantity>("fee").notNull(),
    feeAsset: text("fee_asset").notNull(),
    /** Fees taken beside the first, in other assets; quantities as exact decimals. */
    otherFees: jsonb("other_fees").$type<readonly FillFee[]>().notNull().default([]),
    at: instant("at").notNull(),
    createdAt: createdAt(),
  },
  // A fill is booked once, however often the venue reports it.
  (table) => [
    uniqueIndex("fills_once").on(table.venueId, table.symbol, table.venueFillId),
    index("fills_order").on(table.orderId),
  ],
);

/** Ledger lines. The postings of one entry sum to zero per asset: what the venue account gains, the market gives. */
export const postings = pgTable(
  "postings",
  {
    id: id(),
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    entryId: text("entry_id").notNull(),
    /** "venue:<id>", "market:<symbol>", "fees:<venue id>", "flow:<deposit|withdrawal>" */
    account: text("account").notNull(),
    asset: text("asset").notNull(),
    quantity: exact<Quantity>("quantity").notNull(),
    fillId: text("fill_id"),
    at: instant("at").notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("postings_portfolio").on(table.portfolioId, table.at), index("postings_entry").on(table.entryId)],
);

/** What happened to a rebalance, in order: the timeline and the SSE stream read it. */
export const rebalanceEvents = pgTable(
  "rebalance_events",
  {
    id: id(),
    rebalanceId: text("rebalance_id")
      .notNull()
      .references(() => rebalances.id, { onDelete: "cascade" }),
    orderId: text("order_id"),
    at: instant("at").notNull(),
    event: text("event").$type<RunEventName>().notNull(),
    detail: jsonb("detail").$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  },
  (table) => [index("rebalance_events_at").on(table.rebalanceId, table.at)],
);
