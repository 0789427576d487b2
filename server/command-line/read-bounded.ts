/**
 * A file's bytes, and no more of them than any file here may have: a device never ends, and a file may be larger than
 * memory. Throws the system's error where it cannot be read.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { PRICE_FILE_MAX } from "@/lib/schemas/price-file/model";

const CHUNK = 1 << 20;

/** null: there is more than that. */
export function readBounded(path: string, most: number = PRICE_FILE_MAX.bytes): Buffer | null {
  const file = openSync(path, "r");
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length <= most; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
    return null;
  } finally {
    closeSync(file);
  }
}
