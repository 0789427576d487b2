import { and, eq } from "drizzle-orm";
import { sandboxes } from "@/drizzle/schema";
import type { Database, Transaction } from "@/server/db/client";

export async function findSandbox(db: Database | Transaction, ownerId: string) {
  const [row] = await db.select().from(sandboxes).where(eq(sandboxes.ownerId, ownerId));
  return row ?? null;
}

/** The user in whose name a person acts while inside the sandbox; null: outside, or there is none. */
export async function findOpenSandbox(db: Database, ownerId: string): Promise<string | null> {
  const [row] = await db
    .select({ userId: sandboxes.userId })
    .from(sandboxes)
    .where(and(eq(sandboxes.ownerId, ownerId), eq(sandboxes.isOpen, true), eq(sandboxes.state, "ready")));
  return row?.userId ?? null;
}
