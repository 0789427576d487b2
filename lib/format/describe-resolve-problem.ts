/**
 * Why the moving parts of a policy could not be worked out: what is missing, of what, and how much of it is needed.
 * Versions before 0.3 stored some of these as sentences; they are shown as they stand.
 */
import { assetName, type ResolveProblem, type RuleNote } from "@/lib/engine/model";
import { describeRuleConflict } from "./describe-rule-conflict";
import { listNames } from "./names";
import { plural } from "./plural";
import { formatTime, type Reader } from "./time";

/** As it may lie in the database. */
export type StoredResolveProblem = ResolveProblem | { kind: "rule-impossible"; message: string };
export type StoredRuleNote = RuleNote | string;

/** One sentence for one problem. */
export function describeResolveProblem(problem: StoredResolveProblem, reader: Reader): string {
  switch (problem.kind) {
    case "history-missing": {
      const { assets, daysNeeded } = problem;
      return `Too few past prices of ${listNames(assets.map(assetName))}: the policy looks back ${plural(Math.ceil(daysNeeded), "day")}.`;
    }
    case "history-stale":
      return `Past prices of ${listNames(problem.assets.map(assetName))} end at ${formatTime(problem.lastAt, reader)}.`;
    case "capitalisation-missing":
      return `No market capitalisation is known for ${listNames(problem.assets.map(assetName))}.`;
    case "rule-impossible":
      return "message" in problem ? problem.message : describeRuleConflict(problem.why);
  }
}

/** The same as a row of a table: "too few past prices of Bitcoin, 61 days are needed". */
export function labelResolveProblem(problem: StoredResolveProblem, now: number): string {
  switch (problem.kind) {
    case "history-missing":
      return `too few past prices of ${namesOf(problem.assets)}, ${problem.daysNeeded} days are needed`;
    case "history-stale":
      return `past prices of ${namesOf(problem.assets)} end ${formatTime(problem.lastAt, { now, timeZone: "UTC" }, "datetime")} UTC`;
    case "capitalisation-missing":
      return `no market capitalisation of ${namesOf(problem.assets)}`;
    case "rule-impossible":
      return describeResolveProblem(problem, { now, timeZone: "UTC" });
  }
}

/** "The written weights stand: the rule needs 11 days of prices of BTC before it." */
export function describeRuleNote(note: StoredRuleNote): string {
  if (typeof note === "string") return note;
  const stands = note.stands === "written" ? "The written weights stand" : "The earlier weights stand";
  return `${stands}: the rule needs ${note.daysNeeded} days of prices of ${note.assets.join(", ")} before it.`;
}

const namesOf = (assets: readonly string[]) => assets.map(assetName).join(", ");
