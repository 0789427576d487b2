/**
 * A Chromium for the end-to-end tests: an installed one, Playwright's own where it can be downloaded, the distribution's package
 * where we are root, else the one that comes as an npm package. Each is tried by starting it.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { aptInstall } from "./postgres.mjs";
import { findRuntime, root, toolEnvironment } from "./runtime.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function installed() {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...new Set(paths)].filter((path) => existsSync(path));
}

/** Opens and closes a page; `path` undefined means Playwright's own. */
function works(path, env = {}) {
  const script = `
    const { chromium } = require("playwright-core");
    chromium.launch({ executablePath: process.argv[1] || undefined, timeout: 30000 }).then((browser) => browser.close())
      .then(() => process.exit(0), () => process.exit(1));`;
  const trial = spawnSync(findRuntime(), ["-e", script, path ?? ""], {
    cwd: root,
    env: toolEnvironment(env),
    stdio: "ignore",
    timeout: 60_000,
  });
  return trial.status === 0;
}

/** Environment for Playwright, or null when there is no browser to be had. */
export function ensureBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return works(given) ? { CHROMIUM_PATH: given } : null;
  const found = installed().find((path) => works(path));
  if (found) return { CHROMIUM_PATH: found };
  if (works(undefined)) return {};
  console.log("Downloading a Chromium for the end-to-end tests …");
  const download = ["node_modules/playwright/cli.js", "install", "chromium"];
  spawnSync(findRuntime(), download, { cwd: root, env: toolEnvironment(), stdio: "ignore", timeout: 300_000 });
  if (works(undefined)) return {};
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    aptInstall(["chromium"]);
    const packaged = installed().find((path) => works(path));
    if (packaged) return { CHROMIUM_PATH: packaged };
  }
  return fromPackage();
}

/** @sparticuz/chromium unpacks itself, and the libraries a bare system lacks, into the temporary folder. */
function fromPackage() {
  const script = `import("@sparticuz/chromium").then(async ({ default: chromium }) => console.log(await chromium.executablePath()))`;
  const unpack = spawnSync(findRuntime(), ["-e", script], {
    cwd: root,
    env: toolEnvironment({ AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x", AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" }),
    encoding: "utf8",
  });
  const path = unpack.stdout.trim().split("\n").at(-1);
  if (unpack.status !== 0 || !path) return null;
  const libraries = join(tmpdir(), "al2023", "lib");
  for (const env of [{ CHROMIUM_PATH: path }, { CHROMIUM_PATH: path, LD_LIBRARY_PATH: libraries }])
    if (works(path, env)) return env;
  return null;
}
