import type { AssetGap } from "@/components/history/types";
import { formatMoment, formatSpan } from "@/lib/format/moment";

/** Holes in the prices, in one sentence; null where there are none. */
export function gapNote(gaps: readonly AssetGap[]): string | null {
  const [widest] = [...gaps].sort((left, right) => right.to - right.from - (left.to - left.from));
  if (!widest) return null;
  const where = `${formatSpan(widest.to - widest.from)} of ${widest.asset} from ${formatMoment(widest.from, "date", "UTC")}`;
  return gaps.length === 1
    ? `One hole in the prices: ${where}. Nothing was filled in.`
    : `${gaps.length} holes in the prices, the widest ${where}. Nothing was filled in.`;
}
