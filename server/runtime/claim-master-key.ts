/**
 * A database belongs to one master key: what one worker seals, every other must be able to open. The first start
 * writes the key's fingerprint; every later one is held against it.
 *
 * On PostgreSQL another key is refused: a second worker would seal what the first cannot open. The embedded database
 * has one process, so a restored directory with another key starts, says so, and is taken over by the new key once
 * nothing sealed under the old one is left.
 */
import { eq } from "drizzle-orm";
import { masterKeyFingerprint, venueSecrets, venues } from "@/drizzle/schema";
import type { Database, OpenDatabase } from "@/server/db/client";
import { fingerprintOf, type MasterKey, MasterKeyError } from "@/server/secrets/master-key";
import { createVault } from "@/server/secrets/vault";

export async function claimMasterKey(
  database: Pick<OpenDatabase, "kind" | "db">,
  masterKey: MasterKey,
  log: { warn(facts: object, text: string): void },
): Promise<void> {
  const { db, kind } = database;
  const fingerprint = fingerprintOf(masterKey.key);
  // Of workers that start at once on a new database, one writes; the others read what it wrote.
  await db.insert(masterKeyFingerprint).values({ fingerprint }).onConflictDoNothing();
  const [known] = await db.select().from(masterKeyFingerprint);
  if (known?.fingerprint === fingerprint) return;
  if (kind === "postgres") throw new MasterKeyError(refusal(masterKey));
  const closed = await closedVenues(db, masterKey);
  if (closed.length > 0) {
    log.warn({ venues: closed }, warning(masterKey, closed));
    return;
  }
  await db.update(masterKeyFingerprint).set({ fingerprint });
}

/** Names of the venues whose stored keys this master key does not open. */
async function closedVenues(db: Database, masterKey: MasterKey): Promise<string[]> {
  const vault = createVault(masterKey.key, masterKey.from);
  const rows = await db
    .select({
      venueId: venues.id,
      ownerId: venues.ownerId,
      name: venues.name,
      field: venueSecrets.field,
      sealed: venueSecrets.sealed,
    })
    .from(venueSecrets)
    .innerJoin(venues, eq(venues.id, venueSecrets.venueId));
  const closed = rows.filter(({ sealed, name: _name, ...place }) => {
    try {
      vault.open(place, sealed);
      return false;
    } catch {
      return true;
    }
  });
  return [...new Set(closed.map(({ name }) => name))].sort();
}

const whose = (masterKey: MasterKey) =>
  masterKey.from === "environment" ? "The key in EVENKEEL_MASTER_KEY" : "The key file in this worker's data directory";

function refusal(masterKey: MasterKey): string {
  return (
    `${whose(masterKey)} is not the master key this database was first started with, so this worker could not open what the others have sealed. ` +
    "Give every worker the same EVENKEEL_MASTER_KEY: the first one's, or what stands in its master.key file. " +
    "If that key is lost for good, run `delete from master_key_fingerprint` in the database, start again, and connect your exchanges again."
  );
}

function warning(masterKey: MasterKey, closed: readonly string[]): string {
  return (
    `${whose(masterKey)} is not the one this database was first started with: the stored keys of ${closed.join(", ")} cannot be opened. ` +
    "Put the old master.key back (or set EVENKEEL_MASTER_KEY to it), or connect these venues again."
  );
}
