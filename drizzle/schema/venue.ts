/** Venues, their sealed keys, paper balances and manual holdings. */
import { index, integer, jsonb, pgEnum, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import {
  ALLOTMENT_KINDS,
  type OrderReport,
  VENUE_KINDS,
  type VenueConfig,
  type VenueProblemKind,
  type VenueStatement,
} from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { users } from "./auth";
import { createdAt, exact, id, instant } from "./columns";

export const venueKind = pgEnum("venue_kind", VENUE_KINDS);

export const venues = pgTable(
  "venues",
  {
    id: id(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: venueKind("kind").notNull(),
    name: text("name").notNull(),
    /** ccxt id for exchanges; null otherwise. */
    exchangeId: text("exchange_id"),
    config: jsonb("config").$type<VenueConfig>().notNull().default({}),
    /** Last answer, for the health column. */
    lastOkAt: instant("last_ok_at"),
    latencyMs: integer("latency_ms"),
    problem: jsonb("problem").$type<VenueStatement>(),
    /** Why, by kind; null with no problem or one recorded before 0.3. */
    problemKind: text("problem_kind").$type<VenueProblemKind>(),
    /** When it may be queried again, where it said so. */
    problemUntil: instant("problem_until"),
    problemSince: instant("problem_since"),
    createdAt: createdAt(),
    archivedAt: instant("archived_at"),
  },
  (table) => [index("venues_owner").on(table.ownerId)],
);

/** One sealed field of a credential: AES-256-GCM, owner + venue + field bound in as associated data. */
export const venueSecrets = pgTable(
  "venue_secrets",
  {
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id, { onDelete: "cascade" }),
    field: text("field").notNull(),
    sealed: text("sealed").notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.venueId, table.field] })],
);

/** Balances of paper venues and manual holdings (manual ones are locked: counted, never traded). */
export const venueBalances = pgTable(
  "venue_balances",
  {
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id, { onDelete: "cascade" }),
    asset: text("asset").notNull(),
    quantity: exact<Quantity>("quantity").notNull(),
    note: text("note"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.venueId, table.asset] })],
);

export const allotmentKind = pgEnum("allotment_kind", ALLOTMENT_KINDS);

/**
 * How an account that several portfolios use is divided. By asset: the named assets are this portfolio's whole. By
 * quantity: this portfolio holds what the ledger says it holds there. Without rows an account belongs to one portfolio.
 */
export const allotments = pgTable(
  "allotments",
  {
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id, { onDelete: "cascade" }),
    portfolioId: text("portfolio_id").notNull(),
    kind: allotmentKind("kind").notNull(),
    /** By asset: which. Empty by quantity. */
    assets: jsonb("assets").$type<readonly string[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.venueId, table.portfolioId] })],
);

/** Orders of the paper venue: its own memory, so that it answers like an exchange after a restart. */
export const paperOrders = pgTable(
  "paper_orders",
  {
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id, { onDelete: "cascade" }),
    clientOrderId: text("client_order_id").notNull(),
    report: jsonb("report").$type<OrderReport>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.venueId, table.clientOrderId] })],
);
