import { users } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";

/** The installation has one owner; null before set-up. */
export async function findOwner(db: Database): Promise<{ id: string; name: string; email: string } | null> {
  const [owner] = await db.select({ id: users.id, name: users.name, email: users.email }).from(users).limit(1);
  return owner ?? null;
}
