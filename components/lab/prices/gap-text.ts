import type { AssetGap } from "@/components/price-data/types";
import { formatDuration, formatTime } from "@/lib/format/time";

/** Holes in the prices, in one sentence; null where there are none. */
export function gapText(gaps: readonly AssetGap[]): string | null {
  const [widest] = [...gaps].sort((left, right) => right.to - right.from - (left.to - left.from));
  if (!widest) return null;
  const where = `${formatDuration(widest.to - widest.from)} of ${widest.asset} from ${formatTime(widest.from, { timeZone: "UTC" }, "date")}`;
  return gaps.length === 1
    ? `One hole in the prices: ${where}. Nothing was filled in.`
    : `${gaps.length} holes in the prices, the widest ${where}. Nothing was filled in.`;
}
