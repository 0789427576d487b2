/**
 * The one door: events in, disposals, lots and problems out. A pure replay, never stored as truth. The events may come
 * in any order; they are read by instant, those of one instant in the order given.
 *
 * Exact throughout; nothing is rounded to cents. Throws DecimalFormatError or RangeError on a figure that is no
 * decimal or has more than 28 places.
 */
import { ownersCalendar } from "./calendar";
import type { LedgerEvent } from "./event";
import { matchPoolCa } from "./match-pool-ca";
import { matchPoolUk } from "./match-pool-uk";
import { matchPortfolioFr } from "./match-portfolio-fr";
import { matchQueue } from "./match-queue";
import { matchTotalAverage } from "./match-total-average";
import type { MatchProblem, MatchResult } from "./result";
import type { MatchRules } from "./rules";
import { readStep, type Step } from "./steps";

export function match(events: readonly LedgerEvent[], rules: MatchRules): MatchResult {
  const { steps, problems } = readSteps(events, rules);
  const result = matchSteps(steps, rules);
  const all = [...problems, ...result.problems];
  return { ...result, problems: all.length > 1 ? all.toSorted(byEvent(events)) : all };
}

/** What can be read, by instant on the owner's calendar; and what cannot, each event with its reason. */
export function readSteps(
  events: readonly LedgerEvent[],
  rules: MatchRules,
): { steps: Step[]; problems: MatchProblem[] } {
  const sorted = events.toSorted((left, right) => left.at - right.at);
  if (sorted.length === 0) return { steps: [], problems: [] };
  const dayOf = ownersCalendar(rules.timeZone, sorted[0]!.at, sorted.at(-1)!.at);
  const steps: Step[] = [];
  const problems: MatchProblem[] = [];
  for (const event of sorted) {
    const reading = readStep(event, dayOf(event.at), rules);
    if (reading.ok) steps.push(reading.step);
    else problems.push(reading.problem);
  }
  return { steps, problems };
}

function matchSteps(steps: Iterable<Step>, rules: MatchRules): MatchResult {
  switch (rules.method) {
    case "pool-uk":
      return matchPoolUk(steps);
    case "pool-ca":
      return matchPoolCa(steps);
    case "total-average":
      return matchTotalAverage(steps);
    case "portfolio-fr":
      return matchPortfolioFr(steps);
    case "fifo":
    case "lifo":
    case "hifo":
    case "lofo":
    case "specific":
    case "least-tax":
    case "average":
      return matchQueue(steps, rules);
  }
}

function byEvent(events: readonly LedgerEvent[]) {
  const places = new Map(events.map(({ id, at }, place) => [id, { at, place }]));
  return (left: MatchProblem, right: MatchProblem) => {
    const [a, b] = [places.get(left.event)!, places.get(right.event)!];
    return a.at - b.at || a.place - b.place;
  };
}
