import { formatPercent, formatPoints } from "@/lib/format/number";
import type { DistributionSummary } from "./summary";

/**
 * The result in one sentence, before any drawing. `of` names what was counted: "starts", "paths"; `per` what leads are
 * told by: "a year", "in 6 months".
 */
export function spreadSentence({ count, aheadCount, lead }: DistributionSummary, of: string, per: string): string {
  const middle = `the middle half between ${formatPoints(lead.p25, { hasUnit: false })} and ${formatPoints(lead.p75)} ${per}.`;
  if (count === 1) return `One run so far: ${formatPoints(lead.median)} ${per} against holding.`;
  if (aheadCount === 0) return `Of ${count} ${of}, none ended ahead of holding; ${middle}`;
  if (aheadCount === count) return `All ${count} ${of} ended ahead of holding; ${middle}`;
  return `Of ${count} ${of}, ${aheadCount} ended ahead of holding; ${middle}`;
}

export function fallSentence({ count, shallowerCount, fall, holdingFall }: DistributionSummary): string {
  const percent = (share: number) => formatPercent(Math.abs(share), { digits: 0 });
  const middle = `In the middle it was ${percent(fall.median)}, holding's ${percent(holdingFall.median)}.`;
  if (shallowerCount === 0) return `The deepest fall was never smaller than holding's. ${middle}`;
  return `The deepest fall was smaller than holding's in ${shallowerCount} of ${count}. ${middle}`;
}
