import { beforeEach, expect, test } from "vitest";
import { masterKeyFingerprint, users, venueSecrets, venues } from "@/drizzle/schema";
import { fingerprintOf, type MasterKey, MasterKeyError } from "@/server/secrets/master-key";
import { createVault } from "@/server/secrets/vault";
import { describeOnEachDatabase } from "@/server/testing/database";
import { claimMasterKey } from "./claim-master-key";

const keyOf = (byte: number, from: MasterKey["from"] = "file"): MasterKey => ({ key: Buffer.alloc(32, byte), from });
const FIRST = keyOf(1);
const SECOND = keyOf(2);

describeOnEachDatabase("the master key of a database", (database) => {
  const warnings: string[] = [];
  const claim = (kind: "embedded" | "postgres", masterKey: MasterKey) =>
    claimMasterKey({ kind, db: database.db }, masterKey, { warn: (_facts, text) => void warnings.push(text) });
  const stored = async () => (await database.db.select().from(masterKeyFingerprint)).map((row) => row.fingerprint);
  beforeEach(async () => {
    await database.clear();
    warnings.length = 0;
  });

  async function connect(name: string, masterKey: MasterKey) {
    const [ownerId, venueId] = [`owner of ${name}`, `venue ${name}`];
    await database.db.insert(users).values({ id: ownerId, name, email: `${name}@app.test` });
    await database.db.insert(venues).values({ id: venueId, ownerId, kind: "exchange", name });
    const sealed = createVault(masterKey.key, "file").seal({ ownerId, venueId, field: "apiKey" }, "k");
    await database.db.insert(venueSecrets).values({ venueId, field: "apiKey", sealed });
  }

  test("the first start notes which key it is, never the key; later ones with it pass", async () => {
    await claim("postgres", FIRST);
    await claim("postgres", { ...FIRST, from: "environment" });
    const [fingerprint] = await stored();
    expect(await stored()).toEqual([fingerprintOf(FIRST.key)]);
    expect(fingerprint).not.toContain(FIRST.key.toString("hex").slice(0, 16));
    expect(fingerprint).not.toBe(fingerprintOf(SECOND.key));
  });

  test("on PostgreSQL a worker with another key does not start, and says what to do", async () => {
    await claim("postgres", FIRST);
    const refused = claim("postgres", SECOND);
    await expect(refused).rejects.toBeInstanceOf(MasterKeyError);
    await expect(refused).rejects.toThrow(
      /not the master key .* same EVENKEEL_MASTER_KEY.*delete from master_key_fingerprint/s,
    );
    await expect(claim("postgres", keyOf(2, "environment"))).rejects.toThrow(/^The key in EVENKEEL_MASTER_KEY/);
    expect(await stored()).toEqual([fingerprintOf(FIRST.key)]);
  });

  test("of two workers with their own keys that start at once, one stays", async () => {
    const starts = await Promise.allSettled([claim("postgres", FIRST), claim("postgres", SECOND)]);
    expect(starts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("embedded, another key warns with the venues it cannot open, at each start", async () => {
    await connect("Kraken", FIRST);
    await claim("embedded", FIRST);
    for (const start of [1, 2]) {
      await claim("embedded", SECOND);
      expect(warnings).toHaveLength(start);
      expect(warnings.at(-1)).toContain("the stored keys of Kraken cannot be opened");
    }
    await claim("embedded", FIRST);
    expect(warnings).toHaveLength(2);
  });

  test("embedded, once nothing is sealed under the old key, the new one is the database's", async () => {
    await claim("embedded", FIRST);
    await connect("Kraken", SECOND);
    await claim("embedded", SECOND);
    expect(warnings).toEqual([]);
    expect(await stored()).toEqual([fingerprintOf(SECOND.key)]);
  });
});
