/** Writes sign-ins and new passwords into the audit trail, where an owner sees one that was not theirs. */
import { createAuthMiddleware } from "better-auth/api";
import type { AuditFact } from "@/lib/engine/model";
import type { Database } from "@/server/db/client";
import { recordAudit } from "@/server/services/audit/record";

const FACTS: Record<string, AuditFact> = {
  "/sign-in/email": { action: "account.sign-in" },
  // It ends every other session.
  "/change-password": { action: "account.change-password" },
};

export const accountAudit = ({ db, now }: { db: Database; now: () => number }) =>
  createAuthMiddleware(async (ctx) => {
    const fact = FACTS[ctx.path];
    const user = ctx.context.newSession?.user;
    if (!fact || !user) return;
    await recordAudit(db, { actor: { kind: "owner", userId: user.id, name: user.name }, now }, fact);
  });
