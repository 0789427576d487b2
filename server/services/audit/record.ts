/** Writes one line of the audit trail, in the transaction of the change it records. */
import { auditEntries } from "@/drizzle/schema";
import type { AuditFact, AuditSubject } from "@/lib/engine/model";
import type { Database, Transaction } from "@/server/db/client";
import { type Actor, ownerIdOf, type ServiceContext } from "../context";
import { newId } from "../id";

/** What it was about, for links. */
export interface AuditPlace {
  subjectKind?: AuditSubject;
  subjectId?: string;
  portfolioId?: string | null;
}

export function auditActorOf(actor: Actor): string {
  return actor.kind === "owner" ? actor.userId : actor.name;
}

/** Figures and names go in; the sentence is made when it is shown. */
export async function recordAudit(
  tx: Database | Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  { action, ...detail }: AuditFact,
  place: AuditPlace = {},
): Promise<void> {
  await tx.insert(auditEntries).values({
    id: newId(ctx.now()),
    ownerId: ownerIdOf(ctx),
    actor: auditActorOf(ctx.actor),
    action,
    detail,
    subjectKind: place.subjectKind ?? null,
    subjectId: place.subjectId ?? null,
    portfolioId: place.portfolioId ?? null,
    createdAt: new Date(ctx.now()),
  });
}
