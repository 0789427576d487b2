/** Writes sign-ins and new passwords into the audit trail, where an owner sees one that was not theirs. */
import { createAuthMiddleware } from "better-auth/api";
import type { Database } from "@/server/db/client";
import { recordAudit } from "@/server/services/audit/record";

const DEEDS: Record<string, { action: string; summary: string }> = {
  "/sign-in/email": { action: "account.sign-in", summary: "Signed in." },
  "/change-password": {
    action: "account.change-password",
    summary: "Changed the password, which ended every other session.",
  },
};

export const accountAudit = ({ db, now }: { db: Database; now: () => number }) =>
  createAuthMiddleware(async (ctx) => {
    const deed = DEEDS[ctx.path];
    const user = ctx.context.newSession?.user;
    if (!deed || !user) return;
    await recordAudit(db, { actor: { kind: "owner", userId: user.id, name: user.name }, now }, deed);
  });
