/** Where the owner is signed in, and ending those that should not be. Tokens never leave the database. */
import { and, desc, eq, gt, ne } from "drizzle-orm";
import { sessions } from "@/drizzle/schema";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { describeDevice } from "./describe-device";
import type { SessionView } from "./types";

export async function listSessions(ctx: ServiceContext, currentId: string | null): Promise<readonly SessionView[]> {
  const rows = await ctx.db
    .select({ id: sessions.id, userAgent: sessions.userAgent, at: sessions.createdAt, until: sessions.expiresAt })
    .from(sessions)
    .where(and(eq(sessions.userId, ownerIdOf(ctx)), gt(sessions.expiresAt, new Date(ctx.now()))))
    .orderBy(desc(sessions.createdAt));
  return rows
    .map((row) => ({
      id: row.id,
      device: describeDevice(row.userAgent),
      signedInAt: row.at.getTime(),
      endsAt: row.until.getTime(),
      isCurrent: row.id === currentId,
    }))
    .sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
}

/** Ends one session, or all but the caller's. */
export async function endSessions(
  ctx: ServiceContext,
  which: { sessionId: string } | { except: string },
): Promise<{ ended: number }> {
  const chosen = "except" in which ? ne(sessions.id, which.except) : eq(sessions.id, which.sessionId);
  return ctx.db.transaction(async (tx) => {
    const gone = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, ownerIdOf(ctx)), chosen))
      .returning({ id: sessions.id });
    if (gone.length > 0) await recordAudit(tx, ctx, { action: "account.end-sessions", count: gone.length });
    return { ended: gone.length };
  });
}
