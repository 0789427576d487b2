import { eq } from "drizzle-orm";
import { ownerSettings, users } from "@/drizzle/schema";
import type { UpdateSettingsInput } from "@/lib/schemas/account";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { getSettings } from "./get";
import type { SettingsView } from "./types";

/** Changes what was given and leaves the rest. What is so already writes nothing. */
export async function updateSettings(ctx: ServiceContext, input: UpdateSettingsInput): Promise<SettingsView> {
  const before = await getSettings(ctx);
  const ownerId = ownerIdOf(ctx);
  const { name, ...rest } = input;
  const changed = {
    name: name !== undefined && name !== before.name ? name : undefined,
    baseCurrency: rest.baseCurrency === before.baseCurrency ? undefined : rest.baseCurrency,
    timeZone: rest.timeZone === before.timeZone ? undefined : rest.timeZone,
  };
  const changes = [
    changed.name && `name to ${changed.name}`,
    changed.baseCurrency && `base currency to ${changed.baseCurrency}`,
    changed.timeZone && `time zone to ${changed.timeZone}`,
  ].filter(Boolean);
  if (changes.length === 0) return before;

  await ctx.db.transaction(async (tx) => {
    if (changed.name)
      await tx
        .update(users)
        .set({ name: changed.name, updatedAt: new Date(ctx.now()) })
        .where(eq(users.id, ownerId));
    if (changed.baseCurrency || changed.timeZone) {
      const set = {
        ...(changed.baseCurrency && { baseCurrency: changed.baseCurrency }),
        ...(changed.timeZone && { timeZone: changed.timeZone }),
      };
      await tx
        .insert(ownerSettings)
        .values({ ownerId, ...set })
        .onConflictDoUpdate({ target: ownerSettings.ownerId, set });
    }
    await recordAudit(tx, ctx, { action: "settings.update", ...changed });
  });
  return getSettings(ctx);
}
