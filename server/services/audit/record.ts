/** Writes one line of the audit trail, in the transaction of the change it tells about. */
import { auditEntries } from "@/drizzle/schema";
import type { Database, Transaction } from "@/server/db/client";
import { type Actor, ownerIdOf, type ServiceContext } from "../context";
import { newId } from "../id";

export interface AuditInput {
  /** noun.verb, for example "rebalance.approve". */
  action: string;
  /** A sentence for people; never a secret. */
  summary: string;
  subjectKind?: string;
  subjectId?: string;
  portfolioId?: string | null;
  detail?: Record<string, unknown>;
}

export function auditActorOf(actor: Actor): string {
  return actor.kind === "owner" ? actor.userId : actor.name;
}

export async function recordAudit(
  tx: Database | Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  entry: AuditInput,
): Promise<void> {
  await tx.insert(auditEntries).values({
    id: newId(ctx.now()),
    ownerId: ownerIdOf(ctx),
    actor: auditActorOf(ctx.actor),
    action: entry.action,
    summary: entry.summary,
    subjectKind: entry.subjectKind ?? null,
    subjectId: entry.subjectId ?? null,
    portfolioId: entry.portfolioId ?? null,
    detail: entry.detail ?? {},
    createdAt: new Date(ctx.now()),
  });
}
