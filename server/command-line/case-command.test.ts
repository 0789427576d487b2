/** The commands as an accountant's script runs them: a file in, JSON out, or exit 2 with what and where. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "evenkeel-cases-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, text: string) {
  const file = join(folder, "case.json");
  writeFileSync(file, text);
  const args = [join(root, "scripts", `${name}.mjs`), "--case", "case.json", "--json"];
  const env = { ...process.env, EVENKEEL_CALLED_FROM: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

const buy = { id: "b", time: "2024-01-01T12:00:00Z", kind: "buy", asset: "BTC", quantity: "1", value: "40000" };
const own = { id: "own", jurisdiction: "DE", base: "EUR", zone: "Europe/Berlin", method: "fifo", scope: "wallet" };

test("one case is answered by its id", () => {
  const { status, stdout } = run("ledger", JSON.stringify({ ...own, events: [buy] }));
  expect(status).toBe(0);
  expect(JSON.parse(stdout).own.lots).toMatchObject([{ lot: "b", cost: "40000" }]);
});

test.each([
  [
    "a number where money is text",
    { ...own, events: [{ ...buy, quantity: 1 }] },
    "own.events.0.quantity: must be a decimal",
  ],
  ["an id that is there already", { ...own, events: [buy, buy] }, "own.events.1.id: b is the id of event 0 already."],
  [
    "a day that is none",
    { ...own, events: [{ ...buy, kind: "deposit", cost: "1", acquired: "2023-02-29" }] },
    "acquired",
  ],
  ["an instant without a zone", { ...own, events: [{ ...buy, time: "2024-01-01 12:00" }] }, "own.events.0.time"],
  ["a quantity below zero", { ...own, events: [{ ...buy, quantity: "-1" }] }, "must be more than zero"],
  ["29 decimals", { ...own, events: [{ ...buy, quantity: `0.${"1".repeat(29)}` }] }, "more than 28 decimals"],
  ["a kind nobody knows", { ...own, events: [{ ...buy, kind: "gift" }] }, "own.events.0.kind: is of no kind"],
  ["a zone nobody knows", { ...own, zone: "Mars/Olympus", events: [] }, "own.zone: must be a time zone"],
  [
    "two cases of one id",
    {
      cases: [
        { ...own, events: [] },
        { ...own, events: [] },
      ],
    },
    "own: two cases have this id.",
  ],
])("%s is refused with its place, and nothing is printed", (_name, given, message) => {
  const { status, stdout, stderr } = run("ledger", JSON.stringify(given));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(`case.json: `);
  expect(stderr).toContain(message);
});

test("text that is no JSON is refused by line and column", () => {
  expect(run("performance", '{"id": "a",\n "kind": }')).toMatchObject({ status: 2, stdout: "" });
  expect(run("performance", '{"id": "a",\n "kind": }').stderr).toContain("case.json: line 2, column 10");
});

test("a file's escapes reach no terminal: not from a name, nor through the JSON", () => {
  const name = "\u009b31mred";
  const { stdout } = run("ledger", JSON.stringify({ ...own, id: name, events: [] }));
  expect(stdout).not.toContain("\u009b");
  expect(JSON.parse(stdout)).toHaveProperty([name]);
  expect(run("ledger", JSON.stringify({ ...own, id: name, zone: "x", events: [] })).stderr).toContain(
    "\ufffd31mred.zone",
  );
});

test("a byte order mark begins no case", () => {
  expect(run("ledger", `\ufeff${JSON.stringify({ ...own, events: [] })}`).status).toBe(0);
});

test("of two questions neither is passed over", () => {
  const args = [join(root, "scripts/ledger.mjs"), "--case", "a.json", "--import", "b.csv"];
  expect(spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" })).toMatchObject({
    status: 2,
    stderr: "Give --case or --import, not both.\n",
  });
});

test("both commands explain themselves", () => {
  for (const name of ["ledger", "performance"]) {
    const text = execFileSync(process.execPath, [join(root, "scripts", `${name}.mjs`), "--help"], { encoding: "utf8" });
    expect(text).toContain(`npm run --silent ${name} -- --case FILE --json`);
  }
});
