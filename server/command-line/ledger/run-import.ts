/**
 * What an export file means, as JSON. A file with a row that cannot be read, or could mean two things, is not printed by
 * halves: every such row is named and the command ends with 2.
 */
import { basename } from "node:path";
import { describeFileProblem } from "@/lib/format/describe-file-problem";
import type { FileMovement } from "@/lib/schemas/ledger-file/model";
import { LEDGER_FORMS, readLedgerFile } from "@/lib/schemas/ledger-file/read-file";
import { shorten } from "@/lib/schemas/price-file/labels";
import { printableJson, refuse } from "../backtest/say";
import { readText } from "../case-command";

export function runImport(file: string, from: string): number {
  const read = readText(file, from);
  if (!read.ok) return refuse([`${file}: ${read.message}`]);
  const verdict = readLedgerFile(read.text);
  if (!verdict.ok) {
    const forms = LEDGER_FORMS.map(({ id }) => id).join(", ");
    return refuse([
      `${file}: no form is known by this heading: ${JSON.stringify(shorten(verdict.heading, 200))}.`,
      `Known: ${forms}.`,
    ]);
  }
  if (verdict.problems.length > 0) {
    return refuse(verdict.problems.map((problem) => `${file}: ${describeFileProblem(problem)}`));
  }
  const events = verdict.movements.map(writeMovement);
  console.log(printableJson({ file: basename(file), form: verdict.form, events }));
  return 0;
}

/** Rows are for the preview; what the file means has none. */
const writeMovement = ({ rows: _, ...movement }: FileMovement) => movement;
