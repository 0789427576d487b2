/** The audit trail: who did what, when. Append-only. */
import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";

export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    ownerId: text("owner_id").notNull(),
    /** A user's id, or "autopilot", "scheduler", "system". */
    actor: text("actor").notNull(),
    /** noun.verb: "rebalance.approve", "venue.connect" ... */
    action: text("action").notNull(),
    /** What it was about, for links. */
    subjectKind: text("subject_kind"),
    subjectId: text("subject_id"),
    portfolioId: text("portfolio_id"),
    /** A sentence for people; never a secret. */
    summary: text("summary").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [index("audit_owner_at").on(table.ownerId, table.createdAt)],
);
