import type { Decision, Plan, Policy } from "@/lib/engine/model";
import type { Reader } from "./moments";

/** The paragraphs of a proposal that say why, most important first. */
export function whyParagraphs(
  _decision: Pick<Extract<Decision, { kind: "rebalance" }>, "reasons">,
  _plan: Plan,
  _policy: Pick<Policy, "destination" | "quoteAsset">,
  _reader: Reader,
): string[] {
  return [];
}

/** What happens if nobody approves. */
export function ifNothing(
  _plan: Plan,
  _baseCurrency: string,
  _expiresAt: number,
  _nextCheckAt: number | null,
  _reader: Reader,
): string {
  return "";
}
