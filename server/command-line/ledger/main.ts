/**
 * `npm run ledger`: disposals, lots and tax years of events, and the events an export file means, by the functions the
 * screens use.
 */
import { LedgerCase } from "@/lib/schemas/ledger-case";
import { runCaseCommand } from "../case-command";
import { runCase } from "./run-case";
import { runImport } from "./run-import";

export async function main(args: readonly string[], from: string): Promise<number> {
  const importing = {
    name: "import",
    value: "FILE",
    about: "prints the events an export of an exchange or tracker means",
  };
  const others = [{ form: importing, run: runImport }];
  return runCaseCommand(
    { name: "ledger", guide: "docs/taxes.md", schema: LedgerCase, run: runCase, others },
    args,
    from,
  );
}
