/** Who won and whether that could be chance, in two sentences. Worded as in the lab: plain, also when holding won. */
import { LUCK_SPREADS, LUCK_STRETCHES } from "@/lib/engine/backtest/report/luck";
import { formatMoney, formatPoints } from "@/lib/format/number";
import { isYearOf, luckVerdict, type RanPolicies, type RanPolicy } from "./ran";

/** One verdict a policy, and below them how luck is measured where any of them tells of it. */
export function verdictsOf(policies: RanPolicies): string[] {
  const verdicts = policies.map((policy) => verdictOf(policy, policies.length === 1 ? null : policy.name));
  const isLuckTold = policies.some(({ result }) => !isLevel(result) && luckVerdict(result) !== null);
  return [...verdicts, ...(isLuckTold ? [LUCK_METHOD] : [])];
}

const aheadOf = ({ run, holding }: RanPolicy["result"]) => run.metrics.finalValue - holding.metrics.finalValue;
const isLevel = (result: RanPolicy["result"]) => Math.abs(aheadOf(result)) < 0.005;

/** `name`: null where there is one policy alone. */
function verdictOf({ request, result }: RanPolicy, name: string | null): string {
  const unit = request.table.quote;
  const { run, holding } = result;
  const [policy, held] = [run.metrics, holding.metrics];
  const ahead = aheadOf(result);
  const sum = formatMoney(Math.abs(ahead), { unit, digits: 2 });
  const subject = name ?? "the policy";
  // A file's name stays as it is at the head of a sentence.
  const begin = (text: string) => (text === name ? text : text.charAt(0).toUpperCase() + text.slice(1));
  if (isLevel(result)) return `${begin(subject)} and holding ended level.`;
  const perYear = formatPoints(Math.abs(policy.cagr - held.cagr), { isSigned: false });
  const [winner, loser] = ahead < 0 ? ["holding", subject] : [subject, "holding"];
  const rate = isYearOf(run.times) ? `: ${perYear} a year more than ${loser}` : "";
  return [`${begin(winner)} won by ${sum}${rate}.`, ...luckText(result, unit)].join(" ");
}

function luckText(result: RanPolicy["result"], unit: string): string[] {
  const luck = luckVerdict(result);
  if (luck === null) return [];
  const apart = formatMoney(luck.money, { unit, digits: 2 });
  return [
    luck.isWithin
      ? `Within luck: chance alone moves the two about ${apart} apart over such a time.`
      : `Beyond luck: chance alone moves the two only about ${apart} apart over such a time.`,
  ];
}

/** How the figure is made. */
export const LUCK_METHOD = `Luck: the log of policy over holding as a walk of ${LUCK_STRETCHES} even stretches; chance leads it ${LUCK_SPREADS} of its own spreads away in one case of twenty.`;
