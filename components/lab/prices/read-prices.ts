/**
 * The binary answer of /api/prices: 4 bytes header length (little endian), a JSON header, zeros up to a multiple of 8,
 * then times and closes as float64, column by column. Read as views: five years of hours are not copied once.
 */

import type { AssetGap } from "@/components/price-data/types";
import type { PriceTable } from "@/lib/engine/model";
import type { PricesHeader } from "../types";

export type AssetSpan = Pick<PricesHeader["sources"][number], "asset" | "firstAt" | "lastAt">;

export interface LoadedPrices {
  table: PriceTable;
  gaps: readonly AssetGap[];
  /** Epoch ms of each asset's own first and last bar, whatever of it is in the table. */
  spans: readonly AssetSpan[];
}

export function readPrices(buffer: ArrayBuffer): LoadedPrices {
  const length = new DataView(buffer).getUint32(0, true);
  const header: PricesHeader = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = Math.ceil((4 + length) / 8) * 8;
  const { assets, quote, bars } = header;
  const times = new Float64Array(buffer, start, bars);
  const closes = new Float64Array(buffer, start + bars * 8, bars * assets.length);
  return { table: { assets, quote, times, closes }, gaps: header.gaps, spans: header.sources };
}
