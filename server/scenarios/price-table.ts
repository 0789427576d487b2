/** Prices of a few assets at every hour of a span, computed once and shared by all simulated portfolios (pure). */
import { simulatedDollars } from "@/server/market-data/simulated";

export const HOUR_MS = 3_600_000;

export interface PriceTable {
  /** Instants, rising, whole hours. */
  at: readonly number[];
  /** Price in dollars at the hour with this index. */
  dollars(asset: string, index: number): number;
}

export function createPriceTable(seed: number, assets: readonly string[], from: number, to: number): PriceTable {
  const first = Math.ceil(from / HOUR_MS) * HOUR_MS;
  const count = Math.max(Math.floor((to - first) / HOUR_MS) + 1, 0);
  const at = Array.from({ length: count }, (_, index) => first + index * HOUR_MS);
  const columns = new Map(
    assets.map((asset) => {
      const column = new Float64Array(count);
      for (let index = 0; index < count; index++) column[index] = simulatedDollars(seed, asset, at[index]!) ?? 0;
      return [asset, column];
    }),
  );
  return { at, dollars: (asset, index) => columns.get(asset)?.[index] ?? 0 };
}
