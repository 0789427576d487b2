import { tidyDatabase } from "@/server/db/tidy";
import type { JobDependencies } from "./dependencies";

/** Each hour, where the installation has its own database; elsewhere PostgreSQL sees to it itself. */
export async function tidyOwnDatabase(deps: JobDependencies): Promise<void> {
  const tables = await tidyDatabase(deps.database);
  if (tables.length > 0) deps.log.debug({ tables: tables.length }, "The embedded database was tidied");
}
