import { type ClassValue, clsx } from "clsx";
import { mergeClasses } from "./merge-classes";

/** Class names in one string; of two utilities for the same property the later stays. */
export function cx(...names: ClassValue[]): string {
  return mergeClasses(clsx(names));
}
