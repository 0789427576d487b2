/**
 * Bytes to the text of a price file: packed by gzip or zip or bare, in UTF-8, UTF-16 or the code page Windows writes. What is
 * no text at all is refused by what it is. Unpacking is bounded, whatever the archive says of itself, and needs no library:
 * browsers and Node both bring DecompressionStream.
 */
import { printable } from "./labels";
import { PRICE_FILE_MAX } from "./model";
import { inflate } from "./unpack";
import { readZip, type ZipMember } from "./zip";

export type OpenedFile =
  | { ok: true; text: string }
  /** `members`: the archive holds several; name one of them. */
  | { ok: false; message: string; members: readonly string[] };

/** Begins of files that are no text, and what to do about them. */
const OTHERS: readonly { begin: readonly number[]; message: string }[] = [
  { begin: [0xd0, 0xcf, 0x11, 0xe0], message: "This is an Excel workbook. Save the sheet as CSV." },
  { begin: [0x50, 0x41, 0x52, 0x31], message: "This is a Parquet file. Write it as CSV." },
  { begin: [0x25, 0x50, 0x44, 0x46], message: "This is a PDF. It needs a CSV file." },
  { begin: [0x37, 0x7a, 0xbc, 0xaf], message: "This is a 7z archive. Unpack it first." },
  { begin: [0x52, 0x61, 0x72, 0x21], message: "This is a RAR archive. Unpack it first." },
  { begin: [0x42, 0x5a, 0x68], message: "This is packed with bzip2. Unpack it first." },
  { begin: [0xfd, 0x37, 0x7a, 0x58], message: "This is packed with xz. Unpack it first." },
  { begin: [0x28, 0xb5, 0x2f, 0xfd], message: "This is packed with Zstandard. Unpack it first." },
  { begin: [0x53, 0x51, 0x4c, 0x69], message: "This is an SQLite database. Export the table as CSV." },
];
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b];

/** `member`: which file of an archive. */
export async function openPriceFile(bytes: Uint8Array, member?: string): Promise<OpenedFile> {
  const other = OTHERS.find(({ begin }) => beginsWith(bytes, begin));
  if (other) return refuse(other.message);
  if (beginsWith(bytes, GZIP)) return inText(await inflate("gzip", bytes, PRICE_FILE_MAX.bytes));
  if (beginsWith(bytes, ZIP)) return openZip(bytes, member);
  return bytes.length > PRICE_FILE_MAX.bytes ? refuse(TOO_LARGE) : inText(bytes);
}

const TOO_LARGE = "The file is larger than 64 MB.";

const beginsWith = (bytes: Uint8Array, begin: readonly number[]) => begin.every((byte, at) => bytes[at] === byte);
const refuse = (message: string, members: readonly string[] = []): OpenedFile => ({ ok: false, message, members });

async function openZip(bytes: Uint8Array, wanted: string | undefined): Promise<OpenedFile> {
  const members = readZip(bytes);
  if (members === null)
    return refuse("The zip archive is damaged, or of a kind that cannot be read here. Unpack it first.");
  if (members.some(({ name }) => name === "[Content_Types].xml" || name === "mimetype")) {
    return refuse("This is a workbook of a spreadsheet. Save the sheet as CSV.");
  }
  const tables = tablesOf(members);
  const found = wanted === undefined ? tables : tables.filter(({ name }) => name === wanted);
  const [only] = found;
  const names = tables.map(({ name }) => name);
  if (only === undefined) {
    return names.length === 0
      ? refuse("The zip archive has no file in it.")
      : refuse(`The archive has no file "${printable(wanted ?? "")}".`, names);
  }
  if (found.length > 1) return refuse(`The archive has ${found.length} files. Say which one.`, names);
  if (only.isEncrypted) return refuse("The archive is locked with a password. Unpack it first.");
  if (only.method === "unknown")
    return refuse("The archive is packed in a way that cannot be read here. Unpack it first.");
  return inText(
    only.method === "stored" ? only.packed : await inflate("deflate-raw", only.packed, PRICE_FILE_MAX.bytes),
  );
}

/** What looks like a table, else every file; what systems leave beside them is none. */
function tablesOf(members: readonly ZipMember[]): readonly ZipMember[] {
  const files = members.filter(({ name }) => !name.endsWith("/") && !/(^|\/)(__MACOSX\/|\.|Thumbs\.db$)/.test(name));
  const tables = files.filter(({ name }) => /\.(csv|tsv|txt|dat|prn)$/i.test(name));
  return tables.length > 0 ? tables : files;
}

function inText(bytes: Uint8Array | "damaged" | "too-large"): OpenedFile {
  if (bytes === "damaged") return refuse("The file is packed and damaged. Fetch it again.");
  if (bytes === "too-large" || bytes.length > PRICE_FILE_MAX.bytes) return refuse(TOO_LARGE);
  const text = decode(bytes);
  return text.slice(0, 4_096).includes("\0") ? refuse("This is no text. Bring in a CSV file.") : { ok: true, text };
}

function decode(bytes: Uint8Array): string {
  const wide = utf16Of(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** By its mark, or by every second byte of plain letters and digits being nought. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (beginsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (beginsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  const start = bytes.subarray(0, 64);
  const noughts = (from: number) => start.filter((byte, at) => at % 2 === from && byte === 0).length;
  const [even, odd] = [noughts(0), noughts(1)];
  if (start.length < 8 || Math.max(even, odd) < start.length / 3) return null;
  return odd > even ? "utf-16le" : "utf-16be";
}
