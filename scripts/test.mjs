/**
 * `npm test`: sets up what is missing, then lint, types, every vitest suite on both databases, build, end-to-end tests.
 * Stops at the first stage that fails; the last line always counts what passed and failed.
 */
import "./require-node.mjs";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureInstalled } from "./install.mjs";
import { startPostgres } from "./postgres.mjs";
import { findRuntime, root, runNode } from "./runtime.mjs";

const reports = join(root, ".test");
const vitestReport = join(reports, "vitest.json");
const endToEndReport = join(reports, "end-to-end.json");

ensureInstalled();
findRuntime();
mkdirSync(reports, { recursive: true });
for (const report of [vitestReport, endToEndReport]) rmSync(report, { force: true });

let postgres = null;
const finish = (code) => {
  postgres?.stop();
  postgres = null;
  console.log(totals(code));
  process.exit(code);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => finish(1));

await stage("lint", () => runNode(["node_modules/@biomejs/biome/bin/biome", "check", "."]));
await stage("types", () => runNode(["node_modules/typescript/bin/tsc", "-p", "."]));
await stage("unit, property and integration tests", async () => {
  postgres = startPostgres();
  if (!postgres) return 1;
  return runNode(
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ],
    { env: { TEST_DATABASE_URL: postgres.url } },
  );
});
await stage("build", () => runNode(["scripts/build-once.mjs"]));
await stage("end-to-end tests", async () => {
  const browser = ensureBrowser();
  if (!browser) {
    console.error("No Chromium could be found, downloaded or installed. Set CHROMIUM_PATH to one.");
    return 1;
  }
  return runNode(["node_modules/playwright/cli.js", "test", "-c", "e2e"], {
    env: { ...browser, E2E_JSON: endToEndReport, TEST_DATABASE_URL: postgres.url },
  });
});
finish(0);

async function stage(name, run) {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  const code = await run().catch((error) => {
    console.error(error.message);
    return 1;
  });
  if (code === 0) return console.log(`── ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  console.error(`\n${name} failed; later stages were not run.`);
  finish(1);
}

/** "N passed, N failed" over vitest and the end-to-end tests; a stage that fails without a report counts as one failure. */
function totals(code) {
  let passed = 0;
  let failed = 0;
  if (existsSync(vitestReport)) {
    const report = JSON.parse(readFileSync(vitestReport, "utf8"));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
  }
  if (existsSync(endToEndReport)) {
    const { stats } = JSON.parse(readFileSync(endToEndReport, "utf8"));
    passed += stats.expected;
    failed += stats.unexpected;
  }
  return `${passed} passed, ${code === 0 ? failed : Math.max(failed, 1)} failed`;
}
