/**
 * The lab's prices on the wire: 4 bytes header length (little endian), the header as JSON, zeros up to a multiple of
 * eight, then times and closes as little-endian float64, column by column. The reader makes views, not copies.
 */

import type { ClosesAnswer } from "./closes-of";
import type { PricesHeader } from "./types";

export function encodePrices({ table, gaps, sources }: ClosesAnswer, timeframe: string): Uint8Array<ArrayBuffer> {
  const { assets, quote, times, closes } = table;
  const fields: PricesHeader = { assets, quote, timeframe, bars: times.length, gaps, sources };
  const header = new TextEncoder().encode(JSON.stringify(fields));
  const start = Math.ceil((4 + header.length) / 8) * 8;
  const buffer = new ArrayBuffer(start + (times.length + closes.length) * 8);
  new DataView(buffer).setUint32(0, header.length, true);
  new Uint8Array(buffer).set(header, 4);
  new Float64Array(buffer, start, times.length).set(times);
  new Float64Array(buffer, start + times.length * 8, closes.length).set(closes);
  return new Uint8Array(buffer);
}
