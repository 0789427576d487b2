/** `npm run dev`: the same server with reload on change. */
import "./require-node.mjs";
import { ensureInstalled } from "./install.mjs";
import { runNode, withChannel } from "./runtime.mjs";

ensureInstalled();
if ((await runNode(["scripts/preflight.mjs"])) !== 0) process.exit(1);
process.exit(await runNode(["scripts/serve.mjs", "--dev"], { stdio: withChannel }));
