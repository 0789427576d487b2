/** `npm start`: from a fresh clone to the address of the first page; in a second or two when all is there already. */
import "./require-node.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { FLAGS, findRuntime, isRuntime, root, runNode, SERVE, toolEnvironment, withChannel } from "./runtime.mjs";

ensureInstalled();
const runtime = findRuntime();
if ((await runNode(["scripts/preflight.mjs"])) !== 0) process.exit(1);
await ensureBuilt();
// npm puts our own Node first once it is installed: then this process becomes the serving one, and there is no second.
if (isRuntime(runtime) && process.execve) {
  process.chdir(root);
  process.execve(runtime, [runtime, ...FLAGS, ...SERVE], toolEnvironment());
} else process.exit(await runNode(SERVE, { stdio: withChannel }));
