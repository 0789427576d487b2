/**
 * The bytes of a price file and the options about it to closes, or every reason why not, each with the option that would
 * settle it. What the file leaves open is asked here by listing the answers with what they make of a row.
 */
import { openPriceFile } from "@/lib/schemas/price-file/open-file";
import {
  DATE_ORDERS,
  DECIMAL_MARKS,
  type ParsedPrices,
  PRICE_REPAIRS,
  type PriceFileOptions,
  type PriceFileProblem,
  type PriceFileQuestion,
  parsePriceFile,
  type RefusedPrices,
} from "@/lib/schemas/prices";
import type { Given } from "./options";

/** The text and the options it was read by, for whoever asks the file more than this. */
type Asked = { text: string; options: PriceFileOptions };

export type PriceFileReading =
  | (Asked & { ok: true; prices: ParsedPrices; notes: readonly string[] })
  | { ok: false; problems: readonly string[]; asked: Asked | null };

/** `file` is the name given; sentences begin with it. */
export async function readPriceFile(
  file: string,
  bytes: Uint8Array,
  given: Given,
  known: PriceFileOptions,
): Promise<PriceFileReading> {
  const answers = readAnswers(given);
  if (typeof answers === "string") return { ok: false, problems: [answers], asked: null };
  const opened = await openPriceFile(bytes, given.get("member"));
  if (!opened.ok) {
    const members = opened.members.map((name) => `  --member "${name}"`);
    return { ok: false, problems: [`${file}: ${opened.message}`, ...members], asked: null };
  }
  const { text } = opened;
  const options = { ...known, ...answers };
  const verdict = parsePriceFile(text, options);
  if (verdict.ok) return { ok: true, text, options, prices: verdict, notes: describeNotes(file, verdict) };
  return { ok: false, problems: describeRefusal(file, verdict), asked: { text, options } };
}

function describeNotes(file: string, { notes, gapCount }: ParsedPrices): string[] {
  const said = notes.map(({ message, count }) => `${file}: ${message} (${count})`);
  if (gapCount === 0) return said;
  const gaps = `${gapCount} gap(s) between bars that are usually closer together; nothing is filled in.`;
  return [...said, `${file}: ${gaps}`];
}

function describeRefusal(file: string, { problems, problemCount, question }: RefusedPrices): string[] {
  const more = problemCount - problems.reduce((sum, { rows }) => sum + rows, 0);
  return [
    ...problems.map((problem) => `${file}: ${describeProblem(problem)}`),
    ...(more > 0 ? [`${file}: and ${more} more.`] : []),
    ...(question === null ? [] : describeChoices(question)),
  ];
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
