import { eq } from "drizzle-orm";
import { ownerSettings } from "@/drizzle/schema";
import type { Reader } from "@/lib/format";
import { ownerIdOf, type ServiceContext } from "../context";

/** Whose clock and calendar sentences are written for. */
export async function readerOf(ctx: Pick<ServiceContext, "db" | "actor" | "now">): Promise<Reader> {
  const [row] = await ctx.db
    .select({ timeZone: ownerSettings.timeZone })
    .from(ownerSettings)
    .where(eq(ownerSettings.ownerId, ownerIdOf(ctx)));
  return { now: ctx.now(), timeZone: row?.timeZone ?? "UTC" };
}
