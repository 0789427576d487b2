import { assetsInUse } from "@/server/services/capitalisation/needed";
import { refreshCapitalisations } from "@/server/services/capitalisation/refresh";
import type { JobDependencies } from "./dependencies";

/** Keeps the figures of rules in use young. A source that does not answer is tried again with the next hour. */
export async function refreshCapitalisationsInUse(deps: JobDependencies): Promise<void> {
  const assets = await assetsInUse(deps.db, null);
  if (assets.length === 0) return;
  try {
    const { unknown } = await refreshCapitalisations(deps, assets);
    if (unknown.length > 0) deps.log.warn({ assets: unknown }, "No public capitalisation is known of these assets");
  } catch (error) {
    deps.log.warn({ err: error }, "The capitalisations could not be refreshed; the last ones stay in use");
  }
}
