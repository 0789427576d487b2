/** `npm start`: from a fresh clone to the address of the first page; in a second or two when all is there already. */
import "./require-node.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { findRuntime, isRuntime, runNode, withChannel } from "./runtime.mjs";

ensureInstalled();
const runtime = findRuntime();
if ((await runNode(["scripts/preflight.mjs"])) !== 0) process.exit(1);
await ensureBuilt();
// npm puts our own Node first once it is installed: then this process serves, and there is no second one.
if (isRuntime(runtime)) await import("./serve.mjs");
else process.exit(await runNode(["scripts/serve.mjs"], { stdio: withChannel }));
