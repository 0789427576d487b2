/** `npm run ledger`: disposals, lots and tax years of events, by the functions the screens use. */
import { LedgerCase } from "@/lib/schemas/ledger-case";
import { runCaseCommand } from "../case-command";
import { runCase } from "./run-case";

export async function main(args: readonly string[], from: string): Promise<number> {
  return runCaseCommand({ name: "ledger", guide: "docs/taxes.md", schema: LedgerCase, run: runCase }, args, from);
}
