/** `npm run --silent backtest -- --prices FILE --policy FILE`: one policy on past prices. */
import { fileURLToPath } from "node:url";
import { runCommand } from "./command.mjs";

await runCommand("backtest", fileURLToPath(import.meta.url));
