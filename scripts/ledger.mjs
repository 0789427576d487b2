/** `npm run --silent ledger -- --case FILE --json`: disposals, lots and tax years of events. */
import { fileURLToPath } from "node:url";
import { runCommand } from "./command.mjs";

await runCommand("ledger", fileURLToPath(import.meta.url));
