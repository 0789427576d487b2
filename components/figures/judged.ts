import { MINUS } from "@/lib/format/number";

/** Green for a gain, red for a loss, by the figure as it is shown: what shows as nothing is neither. */
export function judgedClass(text: string): string | undefined {
  if (!/[1-9]/.test(text)) return undefined;
  return text.startsWith(MINUS) ? "text-negative" : "text-positive";
}
