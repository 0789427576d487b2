import { tidyDatabase } from "@/server/db/tidy";
import type { JobDoors } from "./doors";

/** Each hour, in the house that has its own database; elsewhere PostgreSQL sees to it itself. */
export async function tidyOwnDatabase(doors: JobDoors): Promise<void> {
  const tables = await tidyDatabase(doors.database);
  if (tables.length > 0) doors.log.debug({ tables: tables.length }, "The embedded database was tidied");
}
