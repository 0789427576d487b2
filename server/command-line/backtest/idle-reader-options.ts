/**
 * Which options about the price file did nothing: the file is read once more without each, and gives the same. So it
 * holds whatever an option means, and a repair that had nothing to repair is found among several that had.
 */
import type { PriceTable } from "@/lib/engine/model";
import { type ParsedPrices, type PriceFileOptions, type PriceRepairs, parsePriceFile } from "@/lib/schemas/prices";

const ANSWERS = ["asset", "columns", "decimal", "dates"] as const;

export function idleReaderOptions(text: string, options: PriceFileOptions, read: ParsedPrices): string[] {
  const isSame = (without: PriceFileOptions) => {
    const other = parsePriceFile(text, without);
    return other.ok && isSameTable(other.table, read.table);
  };
  const idle: string[] = [];
  for (const name of ANSWERS) {
    const { [name]: answer, ...others } = options;
    if (answer !== undefined && isSame(others))
      idle.push(`--${name} ${answer} does nothing: the file reads the same without it.`);
  }
  for (const kind of Object.keys(options.repairs ?? {}) as (keyof PriceRepairs)[]) {
    const { [kind]: cure, ...others } = options.repairs ?? {};
    if (isSame({ ...options, repairs: others })) {
      idle.push(`--repair ${kind}=${cure} does nothing: the file has nothing of the kind to repair.`);
    }
  }
  return idle;
}

const isSameTable = (left: PriceTable, right: PriceTable): boolean =>
  left.quote === right.quote &&
  left.assets.join() === right.assets.join() &&
  isSameColumn(left.times, right.times) &&
  isSameColumn(left.closes, right.closes);

const isSameColumn = (left: Float64Array, right: Float64Array): boolean =>
  left.length === right.length && left.every((figure, at) => Object.is(figure, right[at]));
