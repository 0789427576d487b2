import type { Carried } from "@/lib/engine/model";

/** Why a wanted trade is not made now, as a sentence. */
export function describeCarried(carried: Carried, _baseCurrency: string): string {
  return carried.reason.kind;
}
