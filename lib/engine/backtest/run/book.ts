/**
 * What a run holds, laid flat for the loop. Legs are the traded assets, sorted by position and then by name, so that
 * the order of columns or targets never changes a sum. Cash is the policy's quote asset: units of it, worth 1 each
 * unless the table has a column for it; it is never a leg. Values are in the table's quote currency.
 */
import type { AssetId, PriceTable } from "@/lib/engine/model";
import type { TargetLayout } from "@/lib/engine/valuation/lay-out-targets";

export interface Book {
  /** By leg. */
  assets: readonly AssetId[];
  positionOf: Int32Array;
  /** By leg: where its column begins in `closes`. */
  offsets: Int32Array;
  closes: Float64Array;
  cashPosition: number;
  /** Where the column of cash begins; -1 without one. */
  cashOffset: number;
  /** By leg, cash last: index of its column in the table; -1 for cash without one. */
  columns: Int32Array;
  /** By position: its first leg; one more entry than positions. */
  firstLegs: Int32Array;

  units: Float64Array;
  cash: number;

  /** As of the bar last marked. */
  prices: Float64Array;
  values: Float64Array;
  positionValues: Float64Array;
  cashPrice: number;
  value: number;
}

/** Null where an asset of the layout has no column: check the request first. */
export function makeBook(table: PriceTable, layout: TargetLayout, quoteAsset: AssetId): Book | null {
  const bars = table.times.length;
  const columns = new Map(table.assets.map((asset, index) => [asset, index]));
  const legs = layout.positions.flatMap((position, index) =>
    [...position.members]
      .filter((asset) => asset !== quoteAsset)
      .sort()
      .map((asset) => ({ asset, position: index, column: columns.get(asset) ?? -1 })),
  );
  if (legs.some((leg) => leg.column < 0)) return null;
  const firstLegs = new Int32Array(layout.positions.length + 1);
  for (const { position } of legs) firstLegs[position + 1]! += 1;
  for (let position = 0; position < layout.positions.length; position += 1)
    firstLegs[position + 1]! += firstLegs[position]!;
  const cashColumn = columns.get(quoteAsset);
  return {
    assets: legs.map((leg) => leg.asset),
    positionOf: Int32Array.from(legs, (leg) => leg.position),
    offsets: Int32Array.from(legs, (leg) => leg.column * bars),
    closes: table.closes,
    cashPosition: layout.cashPosition ?? -1,
    cashOffset: cashColumn === undefined ? -1 : cashColumn * bars,
    columns: Int32Array.from([...legs.map((leg) => leg.column), cashColumn ?? -1]),
    firstLegs,
    units: new Float64Array(legs.length),
    cash: 0,
    prices: new Float64Array(legs.length),
    values: new Float64Array(legs.length),
    positionValues: new Float64Array(layout.positions.length),
    cashPrice: 1,
    value: 0,
  };
}

/** Reads the prices of a bar and values all that is held at them. */
export function markBook(book: Book, bar: number): void {
  const { prices, offsets, closes } = book;
  for (let leg = 0; leg < prices.length; leg += 1) prices[leg] = closes[offsets[leg]! + bar]!;
  book.cashPrice = book.cashOffset < 0 ? 1 : closes[book.cashOffset + bar]!;
  valueBook(book);
}

/** Values all that is held at the prices last read. The same order of sums as the kernels. */
export function valueBook(book: Book): void {
  const { prices, values, positionValues, positionOf, units, cashPosition } = book;
  positionValues.fill(0);
  let total = book.cash * book.cashPrice;
  if (cashPosition >= 0) positionValues[cashPosition] = total;
  for (let leg = 0; leg < prices.length; leg += 1) {
    const value = units[leg]! * prices[leg]!;
    values[leg] = value;
    positionValues[positionOf[leg]!]! += value;
    total += value;
  }
  book.value = total;
}
