import { eq, isNull } from "drizzle-orm";
import { sandboxes, users } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";

/** The installation has one owner, beside the user of their sandbox; null before set-up. */
export async function findOwner(db: Database): Promise<{ id: string; name: string; email: string } | null> {
  const [owner] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .leftJoin(sandboxes, eq(sandboxes.userId, users.id))
    .where(isNull(sandboxes.userId))
    .limit(1);
  return owner ?? null;
}
