/** `npm run demo`: a house with a year of history on a data directory that is gone afterwards. */
import "./require-node.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runNode } from "./runtime.mjs";

ensureInstalled();
await ensureBuilt();
const dataDirectory = mkdtempSync(join(tmpdir(), "evenkeel-demo-"));
const env = { EVENKEEL_DATA_DIR: dataDirectory, ENABLE_SCENARIOS: "1", EVENKEEL_DEMO: "demo", DATABASE_URL: "" };
const code = await runNode(["scripts/serve.mjs"], { env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
rmSync(dataDirectory, { recursive: true, force: true });
process.exit(code);
