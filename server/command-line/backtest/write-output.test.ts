/** Where --equity goes: files, links, pipes, devices and descriptors, each as the shell would write them. */
import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { makeFolder, spawnCommand, write as writeIn } from "./spawn-command";
import { findOutput } from "./write-output";

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, content: unknown) => writeIn(folder, name, content);

const PRICES = write("prices.csv", "date,BTC,ETH\n2024-01-30,100,10\n2024-01-31,110,10\n2024-02-01,121,10\n");
const POLICY = write("policy.json", {
  version: 1,
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "ETH", weight: 0.5 },
  ],
  triggers: [{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }],
  quoteAsset: "USDT",
});
const GOOD = ["--prices", PRICES, "--policy", POLICY];
const HEAD = "date,value,drawdown,holding_value,holding_drawdown\n2024-01-30,";

/** A folder beside the inputs, new for each test. */
const out = join(folder, "out");
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
});

const equity = (name: string, ...more: string[]) => spawnCommand([...GOOD, "--equity", name, ...more], folder);
const read = (name: string) => readFileSync(join(folder, name), "utf8");

describe("stdout", () => {
  test.each(["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])(
    "%s: the curve there, the report on stderr",
    (name) => {
      const { status, stdout, stderr } = equity(name);
      expect(status).toBe(0);
      expect(stdout.startsWith(HEAD)).toBe(true);
      expect(stdout.trim().split("\n")).toHaveLength(4);
      expect(stderr).toContain("Final value, USDT");
      expect(readdirSync(out)).toEqual([]);
    },
  );

  test("a link to it is it", () => {
    symlinkSync("/dev/stdout", join(out, "curve"));
    expect(equity("out/curve").stdout.startsWith(HEAD)).toBe(true);
    expect(lstatSync(join(out, "curve")).isSymbolicLink()).toBe(true);
  });

  test("is not shared with --json", () => {
    const { status, stdout, stderr } = equity("-", "--json");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("--equity: - is stdout, where --json writes.");
  });

  test("the report stays there when the curve goes to stderr", () => {
    const { stdout, stderr } = equity("/dev/stderr");
    expect(stdout).toContain("Final value, USDT");
    expect(stderr.startsWith(HEAD)).toBe(true);
  });
});

test("a descriptor is written by its number", () => {
  const descriptor = openSync(join(out, "third"), "w");
  const { status } = spawnCommand([...GOOD, "--equity", "/dev/fd/3"], folder, ["ignore", "pipe", "pipe", descriptor]);
  expect(status).toBe(0);
  expect(read("out/third").startsWith(HEAD)).toBe(true);
});

test.each(["/dev/fd/3", "/dev/fd/63"])("%s that nobody opened is refused, also where Node has it", (name) => {
  const { status, stdout, stderr } = equity(name);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(`--equity: ${name} is not open here`);
});

test("a device stays a device", () => {
  const before = statSync("/dev/null");
  expect(equity("/dev/null").status).toBe(0);
  expect(statSync("/dev/null").ino).toBe(before.ino);
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});

test.runIf(existsSync("/dev/full"))("a device that takes nothing is a failure, and no report says otherwise", () => {
  const { status, stdout, stderr } = equity("/dev/full");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("--equity: /dev/full cannot be written (ENOSPC).");
});

test("a pipe is written through and stays a pipe", async () => {
  const pipe = join(out, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reader = spawn("cat", [pipe]);
  let text = "";
  reader.stdout.on("data", (part) => {
    text += String(part);
  });
  const closed = new Promise((done) => reader.on("close", done));
  expect(equity("out/pipe").status).toBe(0);
  await closed;
  expect(text.startsWith(HEAD)).toBe(true);
  expect(statSync(pipe).isFIFO()).toBe(true);
});

describe("a link", () => {
  test("is followed to its file and stays a link", () => {
    write("out/real.csv", "old");
    symlinkSync("real.csv", join(out, "one"));
    symlinkSync("one", join(out, "two"));
    expect(equity("out/two").status).toBe(0);
    expect(read("out/real.csv").startsWith(HEAD)).toBe(true);
    expect(lstatSync(join(out, "two")).isSymbolicLink()).toBe(true);
    expect(readdirSync(out).sort()).toEqual(["one", "real.csv", "two"]);
  });

  test("to a file that is not there yet makes that file", () => {
    symlinkSync("new.csv", join(out, "link"));
    expect(equity("out/link").status).toBe(0);
    expect(read("out/new.csv").startsWith(HEAD)).toBe(true);
  });

  test("to an input is that input", () => {
    symlinkSync(join(folder, "prices.csv"), join(out, "link"));
    expect(equity("out/link").stderr).toContain("--equity: out/link is the file given as --prices.");
    symlinkSync(join(folder, "policy.json"), join(out, "policy"));
    expect(equity("out/policy").stderr).toContain("is the file given as --policy.");
    expect(read("prices.csv").startsWith("date,BTC")).toBe(true);
  });

  test("that leads in circles is refused", () => {
    symlinkSync("b", join(out, "a"));
    symlinkSync("a", join(out, "b"));
    expect(equity("out/a").stderr).toContain("--equity: out/a is a link that leads in circles.");
  });
});

test("a file is replaced whole and keeps its rights", () => {
  write("out/curve.csv", "old");
  chmodSync(join(out, "curve.csv"), 0o640);
  expect(equity("out/curve.csv").status).toBe(0);
  expect(statSync(join(out, "curve.csv")).mode & 0o777).toBe(0o640);
  expect(readdirSync(out)).toEqual(["curve.csv"]);
});

test("a folder is refused", () => expect(equity("out").stderr).toContain("--equity: out is a folder; name a file."));

test("another process's descriptor is none of ours", async () => {
  const other = spawn("cat", { stdio: ["pipe", openSync(join(out, "theirs"), "w"), "ignore"] });
  const output = findOutput(`/proc/${other.pid}/fd/1`, folder);
  expect(output).toMatchObject({ kind: "file", path: join(out, "theirs") });
  other.stdin?.end();
  await new Promise((done) => other.on("close", done));
});
