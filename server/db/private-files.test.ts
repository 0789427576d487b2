/** What others may read of the data directory: nothing, whoever made the files and whatever the umask was. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "@/server/runtime/log";
import { loadMasterKey } from "@/server/secrets/master-key";
import { ensureDataDirectory, lockDataDirectory } from "./data-dir-lock";
import { openDatabase } from "./open";
import { makePrivate } from "./private-files";

const log = createLogger("silent");
const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "evenkeel-private-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
/** As most systems start a process: everybody may read what it makes. */
beforeEach(() => void process.umask(0o022));

/** Paths with their modes as "0600". */
function modesBelow(root: string): Map<string, string> {
  const found = [root, ...readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => join(root, path))];
  return new Map(
    found
      .filter((path) => !lstatSync(path).isSymbolicLink())
      .map((path) => [path.slice(root.length), (lstatSync(path).mode & 0o7777).toString(8).padStart(4, "0")]),
  );
}

/** Those that are not 0700 as a directory or 0600 as a file. */
function openOnes(root: string): string[] {
  return [...modesBelow(root)]
    .filter(([path, mode]) => mode !== (lstatSync(root + path).isDirectory() ? "0700" : "0600"))
    .map(([path, mode]) => `${mode} ${path}`);
}

/** Making a database takes a busy machine a while: the tests share one, each from where the one before left it. */
const MAKING = { timeout: 300_000 };
const openShared = async () => {
  const database = await openDatabase({ url: null, dataDirectory: join(directory, "shared"), log });
  if (database.kind !== "embedded") throw new Error("The embedded database was meant.");
  return database;
};

/** Lays out files with their modes. */
function lay(root: string, modes: Readonly<Record<string, number>>): void {
  for (const [path, mode] of Object.entries(modes)) {
    const whole = join(root, path);
    if (path.endsWith("/")) mkdirSync(whole, { recursive: true });
    else {
      mkdirSync(dirname(whole), { recursive: true });
      writeFileSync(whole, path);
    }
    chmodSync(whole, mode);
  }
}

describe("a new data directory", () => {
  test("is the owner's alone, with the lock, the master key and every file of the database", MAKING, async () => {
    const root = join(directory, "shared");
    const database = await openShared();
    loadMasterKey(undefined, root);
    // New tables are new files, made while it runs.
    await database.pglite.exec("create table later (n integer); insert into later select generate_series(1, 5000)");
    await database.pglite.exec("checkpoint");
    expect(modesBelow(root).size).toBeGreaterThan(900);
    expect(openOnes(root)).toEqual([]);
    await database.close();
    expect(openOnes(root)).toEqual([]);
  });

  test("is so even where the umask lets everybody in: PostgreSQL's own modes do not count", MAKING, async () => {
    const database = await openShared();
    process.umask(0);
    await database.pglite.exec("create table wide_open (n integer, t text); create index on wide_open (n)");
    await database.pglite.exec("vacuum full wide_open");
    await database.close();
    expect(openOnes(join(directory, "shared"))).toEqual([]);
  });
});

test(
  "so are those of the scripts that come before the server: the check before a build, and the first database",
  MAKING,
  () => {
    const root = join(directory, "by scripts");
    const run = (script: string, args: readonly string[], env: Record<string, string> = {}) => {
      // As they are started: the check by itself (scripts/start.mjs), the database with the hooks (scripts/serve.mjs).
      const hooks = script === "preflight.mjs" ? [] : ["--import", "./scripts/resolve.mjs"];
      return spawnSync(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", ...hooks, `scripts/${script}`, ...args],
        {
          env: { ...process.env, ...env },
        },
      );
    };
    const settings = { EVENKEEL_DATA_DIR: root, PORT: "0", DATABASE_URL: "", EVENKEEL_MASTER_KEY: "" };
    expect(run("preflight.mjs", [], settings).status).toBe(0);
    expect(run("create-database.mjs", [root]).status).toBe(0);
    expect(modesBelow(root).get("/postgres/PG_VERSION")).toBe("0600");
    expect(openOnes(root)).toEqual([]);
  },
);

describe("a data directory of an older version", () => {
  test("is shut at the next start, down to the last file, and opens as before", MAKING, async () => {
    const root = join(directory, "shared");
    const first = await openShared();
    await first.db.execute("create table kept (n integer)");
    await first.close();
    lay(root, { "master.key": 0o644, "backups/": 0o777, "backups/2026-11-01.tar": 0o666, "drafts/a/b.json": 0o664 });
    for (const path of modesBelow(root).keys())
      chmodSync(root + path, lstatSync(root + path).isDirectory() ? 0o755 : 0o666);
    expect(openOnes(root).length).toBeGreaterThan(900);
    const again = await openShared();
    expect(openOnes(root)).toEqual([]);
    await again.db.execute("select n from kept");
    await again.close();
  });

  test("is shut before anything is opened: the lock and the check before a build do it as well", () => {
    const root = join(directory, "locked");
    lay(root, { "lock.pid": 0o666, "postgres/base/1/112": 0o666 });
    writeFileSync(join(root, "lock.sqlite"), "", { mode: 0o666 });
    chmodSync(root, 0o777);
    lockDataDirectory(root).release();
    expect(openOnes(root)).toEqual([]);
  });

  test.each<[string, Record<string, number>, Record<string, string>]>([
    ["what is shut stays as it is", { "a/": 0o700, "a/b": 0o600 }, { "/a": "0700", "/a/b": "0600" }],
    ["a file nobody may write", { "a/b": 0o444 }, { "/a/b": "0600" }],
    ["a directory its group shares", { "a/": 0o2775 }, { "/a": "0700" }],
    ["a script stays one for its owner", { "run.sh": 0o755 }, { "/run.sh": "0700" }],
    ["names a shell would break", { "it's a `file`": 0o666 }, { "/it's a `file`": "0600" }],
  ])("%s", (_name, before, after) => {
    const root = mkdtempSync(join(directory, "table-"));
    lay(root, before);
    makePrivate(root);
    expect(Object.fromEntries(modesBelow(root))).toMatchObject(after);
    expect(readdirSync(root).every((name) => existsSync(join(root, name)))).toBe(true);
  });

  test("what a link leads to is not ours to change", () => {
    const outside = mkdtempSync(join(directory, "outside-"));
    const root = mkdtempSync(join(directory, "linked-"));
    lay(outside, { "report.txt": 0o644 });
    symlinkSync(outside, join(root, "elsewhere"));
    symlinkSync(join(outside, "report.txt"), join(root, "report"));
    symlinkSync(join(root, "nothing"), join(root, "broken"));
    makePrivate(root);
    expect((lstatSync(join(outside, "report.txt")).mode & 0o777).toString(8)).toBe("644");
  });
});

describe.skipIf(!isRoot)("files of another user", () => {
  const asNobody = (act: () => void) => {
    process.seteuid?.(NOBODY);
    try {
      act();
    } finally {
      process.seteuid?.(0);
    }
  };

  test("keep it from starting, with the command that mends it", () => {
    chmodSync(directory, 0o755);
    const root = join(directory, "of root's");
    lay(root, { "postgres/PG_VERSION": 0o644 });
    chownSync(root, NOBODY, NOBODY);
    const command = `sudo chown -R ${NOBODY} '${join(directory, "of root'\\''s")}' && sudo chmod -R u=rwX,go= '`;
    asNobody(() => {
      expect(() => ensureDataDirectory(root)).toThrow(command);
      expect(() => ensureDataDirectory(root)).toThrow(
        /postgres belongs to another user, .* Run this, then start again/,
      );
    });
    expect(readFileSync(join(root, "postgres/PG_VERSION"), "utf8")).toBe("postgres/PG_VERSION");
  });
});
