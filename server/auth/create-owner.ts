/**
 * Registers the one owner of this installation. Open exactly once: the count and the insert happen under one lock in
 * one transaction, so of two set-ups at the same time the second is refused: an owner exists.
 */
import { hashPassword } from "better-auth/crypto";
import { sql } from "drizzle-orm";
import { accounts, ownerSettings, users } from "@/drizzle/schema";
import { OwnerInput } from "@/lib/schemas/account";
import type { Database, Transaction } from "@/server/db/client";
import { recordAudit } from "@/server/services/audit/record";
import { PreconditionError } from "@/server/services/errors";
import { newId } from "@/server/services/id";

/** Any number that no other advisory lock of ours uses: "owner" in hex. */
const OWNER_LOCK = 0x6f776e6572;

export async function createOwner(
  { db, now = Date.now }: { db: Database; now?: () => number },
  input: { name: string; email: string; password: string; timeZone?: string },
): Promise<{ userId: string }> {
  const { name, email, password, timeZone } = OwnerInput.parse(input);
  await refuseSecond(db);
  // Hashing takes a tenth of a second on purpose: before the transaction, which on the embedded database blocks all.
  const hash = await hashPassword(password);
  const userId = newId(now());
  const at = new Date(now());
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${OWNER_LOCK})`);
    await refuseSecond(tx);
    await tx.insert(users).values({ id: userId, name, email, createdAt: at, updatedAt: at });
    await tx.insert(accounts).values({
      id: newId(now()),
      accountId: userId,
      providerId: "credential",
      userId,
      password: hash,
      createdAt: at,
      updatedAt: at,
    });
    await tx.insert(ownerSettings).values({ ownerId: userId, timeZone });
    const ctx = { actor: { kind: "owner" as const, userId, name }, now };
    await recordAudit(tx, ctx, { action: "account.set-up", name });
  });
  return { userId };
}

async function refuseSecond(db: Database | Transaction): Promise<void> {
  const [anyone] = await db.select({ id: users.id }).from(users).limit(1);
  if (anyone)
    throw new PreconditionError("This Evenkeel has its owner already. Sign in instead.", { reason: "owner-exists" });
}
