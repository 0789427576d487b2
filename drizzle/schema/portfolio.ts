/** Portfolios, the venues they span, dated policy versions, snapshots and the series the charts read. */
import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  type Confirmations,
  type Decision,
  type HaltReason,
  type OccurrencePurpose,
  PENDING_KINDS,
  PENDING_STATES,
  type Policy,
  type ResolvedPolicy,
  type Snapshot,
  type StopState,
  type TriggerReason,
} from "@/lib/engine/model";
import type { Notional, Quantity } from "@/lib/money";
import { users } from "./auth";
import { createdAt, exact, id, instant } from "./columns";
import { venues } from "./venue";

export const portfolios = pgTable(
  "portfolios",
  {
    id: id(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    baseCurrency: text("base_currency").notNull(),
    /** The version in force; policy_versions keeps them all. */
    policyVersion: integer("policy_version").notNull().default(1),
    isPaused: boolean("is_paused").notNull().default(false),
    /** Set by an internal assertion: this portfolio trades no more until its owner resumes it. */
    haltedReason: jsonb("halted_reason").$type<HaltReason>(),
    createdAt: createdAt(),
    archivedAt: instant("archived_at"),
  },
  (table) => [index("portfolios_owner").on(table.ownerId)],
);

export const portfolioVenues = pgTable(
  "portfolio_venues",
  {
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.venueId] })],
);

export const policyVersions = pgTable(
  "policy_versions",
  {
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    policy: jsonb("policy").$type<Policy>().notNull(),
    note: text("note"),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.version] })],
);

/** One evaluation: the snapshot, the measure and the verdict. The charts' series come from here. */
export const evaluations = pgTable(
  "evaluations",
  {
    id: id(),
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    policyVersion: integer("policy_version").notNull(),
    /** Reasons, checks, drifts. */
    decision: jsonb("decision").$type<Decision>().notNull(),
    /** Full snapshot; null for history older than its keep. */
    snapshot: jsonb("snapshot").$type<Snapshot>(),
    rebalanceId: text("rebalance_id"),
  },
  (table) => [index("evaluations_portfolio_at").on(table.portfolioId, table.at)],
);

/** Narrow time series: value, the buy-and-hold benchmark, drift and weights. One row an hour at most. */
export const valuations = pgTable(
  "valuations",
  {
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    value: exact<Notional>("value").notNull(),
    /** Value of the first snapshot's holdings, plus later flows, never rebalanced; null while unknown. */
    holdValue: exact<Notional>("hold_value"),
    portfolioDrift: doublePrecision("portfolio_drift").notNull(),
    /** { [targetKey]: [weight, target, band] } */
    weights: jsonb("weights").$type<Record<string, readonly [number, number, number]>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.at] })],
);

/** Quantities the counterfactual holds: set at the first snapshot, changed only by deposits and withdrawals. */
export const holdBaselines = pgTable(
  "hold_baselines",
  {
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    asset: text("asset").notNull(),
    quantity: exact<Quantity>("quantity").notNull(),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.asset] })],
);

/** Due occurrences: cron is only the wake-up, this table is what makes an occurrence run once. */
export const occurrences = pgTable(
  "occurrences",
  {
    id: id(),
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    /** "check" (thresholds, each interval) or "schedule:<trigger index>". */
    purpose: text("purpose").$type<OccurrencePurpose>().notNull(),
    occurrenceAt: instant("occurrence_at").notNull(),
    claimedAt: instant("claimed_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    uniqueIndex("occurrences_once").on(table.portfolioId, table.purpose, table.occurrenceAt),
    index("occurrences_due").on(table.occurrenceAt).where(sql`finished_at is null`),
  ],
);

/**
 * What a portfolio knows from one check to the next. A check reads a version and commits only over that version; who
 * comes second starts again from what the first one wrote.
 */
export const portfolioStates = pgTable("portfolio_states", {
  portfolioId: text("portfolio_id")
    .primaryKey()
    .references(() => portfolios.id, { onDelete: "cascade" }),
  version: integer("version").notNull().default(0),
  confirmations: jsonb("confirmations").$type<Confirmations>().notNull(),
  /** Of the portfolio stop; null: none, or not checked yet. */
  stop: jsonb("stop").$type<StopState>(),
  /** The last resolved policy under `policyVersion`: dynamic targets keep their weights until their next occurrence. */
  resolved: jsonb("resolved_policy").$type<ResolvedPolicy>(),
  policyVersion: integer("policy_version"),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const pendingKind = pgEnum("pending_kind", PENDING_KINDS);
export const pendingState = pgEnum("pending_state", PENDING_STATES);

/** What calls for a rebalance, until it is done in full, not needed, declined or replaced. */
export const pendingRebalances = pgTable(
  "pending_rebalances",
  {
    id: id(),
    portfolioId: text("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    kind: pendingKind("kind").notNull(),
    subject: text("subject").notNull(),
    reasons: jsonb("reasons").$type<readonly TriggerReason[]>().notNull(),
    state: pendingState("state").notNull().default("open"),
    since: instant("since").notNull(),
    until: instant("until"),
    attempts: integer("attempts").notNull().default(0),
    restUntil: instant("rest_until"),
    driftAtDecline: doublePrecision("drift_at_decline"),
    /** The run that settled it. */
    settledBy: text("settled_by"),
    settledAt: instant("settled_at"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("pending_rebalances_once")
      .on(table.portfolioId, table.kind, table.subject)
      .where(sql`state in ('open', 'resting')`),
    index("pending_rebalances_portfolio").on(table.portfolioId, table.since),
  ],
);
