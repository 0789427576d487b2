/** Files that are packed to do harm, or broken: refused in bounded time and memory, whatever they say of themselves. */
import { deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zipOf } from "@/lib/testing/price-file-forms/packed";
import { openPriceFile } from "./open-file";
import { inflate } from "./unpack";

const MEGABYTE = 1_000_000;

describe("unpacking is bounded", () => {
  test("by what comes out, not by what the file says", async () => {
    const bomb = deflateRawSync(Buffer.alloc(50 * MEGABYTE));
    expect(bomb.length).toBeLessThan(MEGABYTE);
    expect(await inflate("deflate-raw", bomb, MEGABYTE)).toBe("too-large");
    expect(await inflate("deflate-raw", bomb, 50 * MEGABYTE)).toHaveLength(50 * MEGABYTE);
  });

  test("in a gzip and in a zip of more than 128 MB", async () => {
    const zeros = Buffer.alloc(129 * MEGABYTE);
    const tooLarge = { ok: false, message: "The file is larger than 64 MB." };
    expect(await openPriceFile(gzipSync(zeros))).toMatchObject(tooLarge);
    expect(await openPriceFile(zipOf({ "a.csv": zeros }))).toMatchObject(tooLarge);
  });
});

test("an archive that is damaged anywhere is refused or read, and never throws", async () => {
  const archive = zipOf({ "a.csv": "date,BTC\n2024-01-01,1\n" });
  const damage = fc.record({ at: fc.nat(archive.length - 1), byte: fc.nat(255), end: fc.nat(archive.length) });
  await fc.assert(
    fc.asyncProperty(damage, async ({ at, byte, end }) => {
      const bytes = Uint8Array.from(archive);
      bytes[at] = byte;
      for (const each of [bytes, bytes.subarray(0, end)]) expect(typeof (await openPriceFile(each)).ok).toBe("boolean");
    }),
    { numRuns: 300 },
  );
});

test("a name in the archive is shown without what would steer a terminal", async () => {
  const opened = await openPriceFile(zipOf({ "a.csv": "x" }), "\u001b[2Jb.csv");
  expect(opened).toEqual({ ok: false, message: 'The archive has no file "\ufffd[2Jb.csv".', members: ["a.csv"] });
});
