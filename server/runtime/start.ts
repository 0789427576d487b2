/** What happens once when the process starts serving, called by instrumentation.ts. */
import { DataDirectoryError } from "@/server/db/data-dir-lock";
import { DatabaseRefusedError } from "@/server/db/open";
import { MasterKeyError } from "@/server/secrets/master-key";
import { getApp, openedApp } from "./app";
import { EnvError } from "./env";
import { createLogger } from "./log";
import { startStatus } from "./status";

/** scripts/serve.mjs calls this on SIGTERM; it lives in another module world, so they meet on globalThis. */
const holder: { evenkeelClose?: () => Promise<void> } & typeof globalThis = globalThis;

export async function start(): Promise<void> {
  holder.evenkeelClose = async () => (await openedApp())?.close();
  try {
    const app = await getApp();
    if (app.env.isWorker) await (await import("./worker")).startWorker(app);
    startStatus().phase = "ready";
  } catch (error) {
    const isForPeople =
      error instanceof DataDirectoryError ||
      error instanceof DatabaseRefusedError ||
      error instanceof MasterKeyError ||
      error instanceof EnvError;
    // One sentence where the owner can mend it, everything where it is our own mistake.
    if (isForPeople) console.error(error.message);
    else createLogger().fatal({ err: error }, "Evenkeel could not start");
    process.exit(1);
  }
}
