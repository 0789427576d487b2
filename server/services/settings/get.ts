import { eq } from "drizzle-orm";
import { ownerSettings, users } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { type InstallationFacts, readInstallationFacts } from "./installation-facts";
import type { SettingsView } from "./types";

export async function getSettings(
  ctx: ServiceContext,
  installation: InstallationFacts = readInstallationFacts(process.env),
): Promise<SettingsView> {
  const [row] = await ctx.db
    .select({
      email: users.email,
      name: users.name,
      baseCurrency: ownerSettings.baseCurrency,
      timeZone: ownerSettings.timeZone,
    })
    .from(users)
    .leftJoin(ownerSettings, eq(ownerSettings.ownerId, users.id))
    .where(eq(users.id, ownerIdOf(ctx)));
  if (!row) throw new NotFoundError("This account does not exist.");
  return {
    ...row,
    baseCurrency: row.baseCurrency ?? "USDT",
    timeZone: row.timeZone ?? "UTC",
    ...installation,
    masterKeyFrom: ctx.secrets.keyFrom,
  };
}
