/** Files that are packed, in other alphabets, or something else altogether. */
import { deflateRawSync, gzipSync } from "node:zlib";
import { BTC, lines, type PriceForm } from "./form";

const USD = { asset: "BTC", quote: "USD" } as const;
const TEXT = lines("date,close", "2024-01-30,42946", "2024-02-01,43082");
const OTHER = lines("date,close", "2024-01-30,2343", "2024-02-01,2304");

/** An archive as zip programs write it: every file with its header, then the directory. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>, isStored = false): Uint8Array {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isStored ? 0 : 8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, tail, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, entries, Buffer.from("PK\x05\x06"), end]);
}

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(text, "utf16le");
  return isBig ? bytes.swap16() : bytes;
};

export const PACKED: readonly PriceForm[] = [
  { name: "gzip", given: USD, file: () => gzipSync(TEXT), reads: BTC("USD") },
  { name: "zip with one file", given: USD, file: () => zipOf({ "BTC.csv": TEXT }), reads: BTC("USD") },
  {
    name: "zip with one file, not compressed",
    given: USD,
    file: () => zipOf({ "BTC.csv": TEXT }, true),
    reads: BTC("USD"),
  },
  {
    name: "zip with one table beside what a Mac and a licence leave",
    given: USD,
    file: () => zipOf({ "__MACOSX/._BTC.csv": "x", "LICENSE.md": "free", "data/BTC.csv": TEXT }),
    reads: BTC("USD"),
  },
  {
    name: "zip with several files: asked",
    given: USD,
    member: "BTC.csv",
    file: () => zipOf({ "ETH.csv": OTHER, "BTC.csv": TEXT }),
    reads: BTC("USD"),
  },
  {
    name: "UTF-16 with a mark, little end first (Excel's Unicode text)",
    given: USD,
    file: () => utf16(`\ufeff${TEXT.replaceAll(",", "\t")}`, false),
    reads: BTC("USD"),
  },
  {
    name: "UTF-16 with a mark, big end first",
    given: USD,
    file: () => utf16(`\ufeff${TEXT}`, true),
    reads: BTC("USD"),
  },
  { name: "UTF-16 without a mark", given: USD, file: () => utf16(TEXT, false), reads: BTC("USD") },
  { name: "UTF-8 with a mark", given: USD, file: () => Buffer.from(`\ufeff${TEXT}`), reads: BTC("USD") },
  {
    name: "Windows' code page: Último",
    given: USD,
    file: () => Buffer.from(lines("Fecha;Último", "30/01/2024;42946,0", "01/02/2024;43082,0"), "latin1"),
    reads: BTC("USD"),
  },
  {
    name: "an Excel workbook",
    file: () => zipOf({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" }),
    refused: "workbook",
  },
  {
    name: "an Excel workbook of before 2007",
    file: () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]),
    refused: "Save the sheet as CSV",
  },
  { name: "Parquet", file: () => Buffer.from("PAR1xxxx"), refused: "Parquet" },
  { name: "gzip that breaks off", file: () => gzipSync(TEXT).subarray(0, 30), refused: "damaged" },
];
