import { eq } from "drizzle-orm";
import { ownerSettings } from "@/drizzle/schema";
import type { Reader } from "@/lib/format";
import { ownerIdOf, type ServiceContext } from "../context";

/** Whose clock sentences are written for: the owner's time zone, now. */
export async function readerOf(ctx: Pick<ServiceContext, "db" | "actor" | "now">): Promise<Reader> {
  const [settings] = await ctx.db
    .select({ timeZone: ownerSettings.timeZone })
    .from(ownerSettings)
    .where(eq(ownerSettings.ownerId, ownerIdOf(ctx)));
  return { now: ctx.now(), timeZone: settings?.timeZone ?? "UTC" };
}
