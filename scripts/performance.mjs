/** `npm run --silent performance -- --case FILE --json`: returns and risk of worked cases. */
import { fileURLToPath } from "node:url";
import { runCommand } from "./command.mjs";

await runCommand("performance", fileURLToPath(import.meta.url));
