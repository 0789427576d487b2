/** Counts with their nouns, and what follows a count: "1 trade", "3 trades", "1,096 days", "one is", "two are". */
import { formatDecimal } from "./number";

/** "1 trade", "1,096 trades"; `many` where the plural takes more than an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatDecimal(count)} ${agree(count, one, many)}`;
}

/** What agrees with a count: "is" or "are", "its band" or "their bands". */
export const agree = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** "once", "twice", "3 times". */
export function times(count: number): string {
  if (count === 1) return "once";
  return count === 2 ? "twice" : `${formatDecimal(count)} times`;
}
