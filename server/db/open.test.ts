/** PostgreSQL that is away: waited for at the start, survived while running. A door in front of it is shut and opened. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createLogger } from "@/server/runtime/log";
import { openPostgresCopy } from "@/server/testing/database";
import { openDatabase } from "./open";

const serverUrl = process.env.TEST_DATABASE_URL;
const log = createLogger("silent");

describe.skipIf(!serverUrl)("a PostgreSQL that is away", () => {
  test("at the start is waited for, and said; lost while running, the next query finds it again", async () => {
    const copy = await openPostgresCopy(serverUrl ?? "");
    if (copy.database.kind !== "postgres") throw new Error("PostgreSQL was meant.");
    const door = await openDoor(copy.database.url);
    const told: (string | null)[] = [];
    await door.shut();
    const opening = openDatabase({
      url: door.url,
      dataDirectory: "unused",
      log,
      onWaiting: (reason) => told.push(reason),
      waitMs: 50,
    });
    await expect.poll(() => told.length).toBeGreaterThan(2);
    expect(told[0]).toMatch(/^Waiting for the database at .*: connection refused\.$/);
    expect(told[0]).not.toContain("evenkeel@");
    await door.open();
    const database = await opening;
    expect(told.at(-1)).toBeNull();

    await database.ping();
    await door.shut();
    await expect(database.ping()).rejects.toThrow();
    await door.open();
    await database.ping();
    await expect(database.db.execute(sql`select 1`)).resolves.toBeDefined();
    await database.close();
    await door.shut();
    await copy.database.close();
    await copy.remove();
  });

  test("a database that does not exist is not waited for", async () => {
    const url = new URL(serverUrl ?? "");
    url.pathname = "/no_such_database";
    await expect(openDatabase({ url: url.href, dataDirectory: "unused", log })).rejects.toThrow(
      /^The database at .*\/no_such_database refuses: .* does not exist\. Check DATABASE_URL\.$/,
    );
  });
});

/** A TCP door to the server's Unix socket or port. Shutting it cuts every connection, as a crash of the server would. */
async function openDoor(behind: string) {
  const { searchParams, hostname, port } = new URL(behind);
  const folder = searchParams.get("host");
  const serverPort = Number(port || 5432);
  const reach = () => (folder ? connect(join(folder, `.s.PGSQL.${serverPort}`)) : connect(serverPort, hostname));
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let doorPort = 0;
  const open = async () => {
    server = createServer((near) => {
      const far = reach();
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on("error", () => other.destroy()).on("close", () => other.destroy());
        one.pipe(other);
      }
    });
    await new Promise<void>((done) => server?.listen(doorPort, "127.0.0.1", done));
    doorPort = (server.address() as AddressInfo).port;
  };
  const shut = async () => {
    const closed = new Promise<void>((done) => (server ? server.close(() => done()) : done()));
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
    server = null;
  };
  await open();
  const url = new URL(behind);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String(doorPort);
  return { url: url.href, open, shut };
}
