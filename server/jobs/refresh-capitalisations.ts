import { assetsInUse } from "@/server/services/capitalisation/needed";
import { refreshCapitalisations } from "@/server/services/capitalisation/refresh";
import type { JobDoors } from "./doors";

/** Keeps the figures of rules in use young. A source that does not answer is tried again with the next hour. */
export async function refreshCapitalisationsInUse(doors: JobDoors): Promise<void> {
  const assets = await assetsInUse(doors.db, null);
  if (assets.length === 0) return;
  try {
    const { unknown } = await refreshCapitalisations(doors, assets);
    if (unknown.length > 0) doors.log.warn({ assets: unknown }, "No public capitalisation is known of these assets");
  } catch (error) {
    doors.log.warn({ err: error }, "The capitalisations could not be refreshed; the last ones stay in use");
  }
}
