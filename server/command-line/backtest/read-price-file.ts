/**
 * The bytes of a price file and the options about it to closes, or every reason why not, each with the option that would
 * settle it. What the file leaves open is asked here by listing the answers with what they make of a row.
 */
import type { PriceTable } from "@/lib/engine/model";
import { openPriceFile } from "@/lib/schemas/price-file/open-file";
import {
  DATE_ORDERS,
  DECIMAL_MARKS,
  PRICE_REPAIRS,
  type PriceFileOptions,
  type PriceFileProblem,
  type PriceFileQuestion,
  parsePriceFile,
} from "@/lib/schemas/prices";
import type { Given } from "./options";

export type PriceFileReading =
  | { ok: true; table: PriceTable; notes: readonly string[] }
  | { ok: false; problems: readonly string[] };

export async function readPriceFile(
  bytes: Uint8Array,
  given: Given,
  known: PriceFileOptions,
): Promise<PriceFileReading> {
  const answers = readAnswers(given);
  if (typeof answers === "string") return { ok: false, problems: [answers] };
  const opened = await openPriceFile(bytes, given.get("member"));
  if (!opened.ok) {
    const members = opened.members.map((name) => `  --member "${name}"`);
    return { ok: false, problems: [opened.message, ...members] };
  }
  const verdict = parsePriceFile(opened.text, { ...known, ...answers });
  if (!verdict.ok) {
    const told = verdict.problems.reduce((sum, { rows }) => sum + rows, 0);
    const more = verdict.problemCount - told;
    return {
      ok: false,
      problems: [
        ...verdict.problems.map(describeProblem),
        ...(more > 0 ? [`and ${more} more.`] : []),
        ...(verdict.question === null ? [] : describeChoices(verdict.question)),
      ],
    };
  }
  const notes = verdict.notes.map(({ message, count }) => `${message} (${count})`);
  if (verdict.gapCount > 0) {
    const missing = `${verdict.gapCount} gap(s) between bars that are usually closer together`;
    notes.push(`${missing}; nothing is filled in.`);
  }
  return { ok: true, table: verdict.table, notes };
}

/** A sentence when one of them is none of its values. */
function readAnswers(given: Given): PriceFileOptions | string {
  const [asset, columns] = [given.get("asset"), given.get("columns")];
  const decimal = DECIMAL_MARKS.find((mark) => mark === given.get("decimal"));
  const dates = DATE_ORDERS.find((order) => order === given.get("dates"));
  if (given.has("decimal") && !decimal) return noSuch("decimal", given, DECIMAL_MARKS);
  if (given.has("dates") && !dates) return noSuch("dates", given, DATE_ORDERS);
  return { ...(asset && { asset }), ...(columns && { columns }), ...(decimal && { decimal }), ...(dates && { dates }) };
}

const noSuch = (name: string, given: Given, values: readonly string[]) =>
  `--${name}: "${given.get(name)}" is none of ${values.join(", ")}.`;

function describeProblem({ row, column, message, repair, isAssetMissing }: PriceFileProblem): string {
  const place = column === null ? `row ${row}` : `row ${row}, column ${column}`;
  const cure =
    repair === null ? "" : ` Or choose a repair: --repair ${repair}=${PRICE_REPAIRS[repair].slice(1).join("|")}.`;
  const asset = isAssetMissing ? " That is --asset CODE, for example --asset BTC." : "";
  return `${place}: ${message}${cure}${asset}`;
}

/** One line a choice, as it would be given. */
function describeChoices({ about, choices }: PriceFileQuestion): string[] {
  return choices.map(({ value, usedBy, reads }) => {
    const users = usedBy === "" ? "" : ` (${usedBy})`;
    return `  --${about} "${value}"${users} reads: ${reads}`;
  });
}
