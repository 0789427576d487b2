/** What the embedded database promises: a commit is on disk, a killed process loses nothing, one process at a time. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createLogger } from "@/server/runtime/log";
import { lockDataDirectory } from "./data-dir-lock";
import { fsyncCount } from "./durable-files";
import { openDatabase } from "./open";

const KILLS = 20;
const log = createLogger("silent");
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "evenkeel-durable-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("each commit waits for the disk, a read does not", async () => {
  const database = await openDatabase({ url: null, dataDirectory: join(directory, "counted"), log });
  if (database.kind !== "embedded") throw new Error("The embedded database was meant.");
  await database.pglite.exec("create table counted (n integer)");
  const before = fsyncCount();
  for (let n = 0; n < 10; n += 1) await database.pglite.query("insert into counted values ($1)", [n]);
  const written = fsyncCount() - before;
  expect(written).toBeGreaterThanOrEqual(10);
  await database.pglite.query("select count(*) from counted");
  expect(fsyncCount() - before).toBe(written);
  await database.close();
});

describe("kill -9", () => {
  test(`${KILLS} times at random times: every acknowledged row is found again`, { timeout: 300_000 }, async () => {
    const dataDirectory = join(directory, "killed");
    const acknowledged: number[] = [];
    for (let kill = 0; kill <= KILLS; kill += 1) {
      const writer = startWriter(dataDirectory);
      const found = await writer.found;
      expect(found.filter((n) => n <= acknowledged.length)).toEqual(acknowledged);
      // The row in flight when the process died may have been committed without our hearing of it.
      expect(found.length - acknowledged.length).toBeLessThanOrEqual(1);
      acknowledged.splice(0, acknowledged.length, ...found);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
      await writer.kill();
      acknowledged.push(...writer.written);
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS);
  });
});

describe("a second process on the same data directory", () => {
  test("is refused, and says which process holds it", { timeout: 60_000 }, async () => {
    const dataDirectory = join(directory, "held");
    const lock = lockDataDirectory(dataDirectory);
    const sentence = `Another Evenkeel (pid ${process.pid}) is using the data directory ${dataDirectory}.`;
    await expect(startWriter(dataDirectory).found).rejects.toThrow(sentence);
    lock.release();
  });

  test("is refused at once: it does not wait for the lock", () => {
    const dataDirectory = join(directory, "held-here");
    const lock = lockDataDirectory(dataDirectory);
    const statements = vi.spyOn(DatabaseSync.prototype, "exec");
    expect(() => lockDataDirectory(dataDirectory)).toThrow("Another Evenkeel");
    expect(statements.mock.calls).toEqual([[expect.stringContaining("busy_timeout=0")]]);
    statements.mockRestore();
    lock.release();
  });

  test("gets the lock once the first has given it back", () => {
    const dataDirectory = join(directory, "given-back");
    lockDataDirectory(dataDirectory).release();
    lockDataDirectory(dataDirectory).release();
  });
});

function startWriter(dataDirectory: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      "./scripts/resolve.mjs",
      "server/testing/row-writer.ts",
      dataDirectory,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const written: number[] = [];
  let complaint = "";
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
  });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const found = new Promise<number[]>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const [verb, value = ""] = line.split(/ (.*)/);
      if (verb === "found") resolve(JSON.parse(value));
      else written.push(Number(value));
    });
    gone.then(() => reject(new Error(complaint)));
  });
  return {
    found,
    written,
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
