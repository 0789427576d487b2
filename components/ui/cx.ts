import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// What tokens.css adds to Tailwind's own scales: without it `text-figure` would pass for a colour.
const merge = extendTailwindMerge({
  extend: { theme: { text: ["figure"], shadow: ["sheet", "float", "focus"], animate: ["float-in", "skeleton"] } },
});

/** Class names in one string; of two utilities for the same property the later stays. */
export function cx(...names: ClassValue[]): string {
  return merge(clsx(names));
}
