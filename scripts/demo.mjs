/** `npm run demo`: an app with a year of history on a data directory that is gone afterwards. */
import "./require-node.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runNode, SERVE, withChannel } from "./runtime.mjs";

ensureInstalled();
const dataDirectory = mkdtempSync(join(tmpdir(), "evenkeel-demo-"));
process.on("exit", () => rmSync(dataDirectory, { recursive: true, force: true }));
const env = { EVENKEEL_DATA_DIR: dataDirectory, ENABLE_SCENARIOS: "1", DATABASE_URL: "" };
if ((await runNode(["scripts/preflight.mjs"], { env })) !== 0) process.exit(1);
await ensureBuilt();
process.exit(await runNode(SERVE, { env, stdio: withChannel, onMessage: buildDemo }));

/** Builds the demo world once the app is open, and says how to get in. */
async function buildDemo({ url }) {
  console.log("Building a year of history …");
  const response = await fetch(`${url}/api/scenarios`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "demo" }),
  });
  const { email, password, message } = await response.json();
  console.log(response.ok ? `Sign in at ${url} as ${email} with the password: ${password}` : message);
}
