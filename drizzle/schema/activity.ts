/** The audit trail: who did what, when. Append-only. */
import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { AuditAction, AuditSubject } from "@/lib/engine/model";
import { createdAt, id } from "./columns";

export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    ownerId: text("owner_id").notNull(),
    /** A user's id, or "autopilot", "scheduler", "system". */
    actor: text("actor").notNull(),
    action: text("action").$type<AuditAction>().notNull(),
    /** What it was about, for links. */
    subjectKind: text("subject_kind").$type<AuditSubject>(),
    subjectId: text("subject_id"),
    portfolioId: text("portfolio_id"),
    /** A sentence written by a version before 0.3; null since: `detail` says it. */
    summary: text("summary"),
    /** The fact of this action; never a secret. */
    detail: jsonb("detail").$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [index("audit_owner_at").on(table.ownerId, table.createdAt)],
);
