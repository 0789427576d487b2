/**
 * PostgreSQL that is away: waited for at the start, survived while running. A proxy in front of it is closed and
 * opened.
 */
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
    const proxy = await openProxy(copy.database.url);
    const reasons: (string | null)[] = [];
    await proxy.close();
    const opening = openDatabase({
      url: proxy.url,
      dataDirectory: "unused",
      log,
      onWaiting: (reason) => reasons.push(reason),
      waitMs: 50,
    });
    await expect.poll(() => reasons.length).toBeGreaterThan(2);
    expect(reasons[0]).toMatch(/^Waiting for the database at .*: connection refused\.$/);
    expect(reasons[0]).not.toContain("evenkeel@");
    await proxy.open();
    const database = await opening;
    expect(reasons.at(-1)).toBeNull();

    await database.ping();
    await proxy.close();
    await expect(database.ping()).rejects.toThrow();
    await proxy.open();
    await database.ping();
    await expect(database.db.execute(sql`select 1`)).resolves.toBeDefined();
    await database.close();
    await proxy.close();
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

/**
 * A TCP proxy to the server's Unix socket or port. Closing it cuts every connection, as a crash of the server would.
 */
async function openProxy(behind: string) {
  const { searchParams, hostname, port } = new URL(behind);
  const folder = searchParams.get("host");
  const serverPort = Number(port || 5432);
  const reach = () => (folder ? connect(join(folder, `.s.PGSQL.${serverPort}`)) : connect(serverPort, hostname));
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let proxyPort = 0;
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
    await new Promise<void>((done) => server?.listen(proxyPort, "127.0.0.1", done));
    proxyPort = (server.address() as AddressInfo).port;
  };
  const close = async () => {
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
  url.port = String(proxyPort);
  return { url: url.href, open, close };
}
