/** Why the moving parts of a policy could not be worked out: what is missing, of what, and how much of it is needed. */
import { assetName, type ResolveProblem } from "@/lib/engine/model";
import { listNames } from "./names";
import { plural } from "./plural";
import { formatTime, type Reader } from "./time";

/** One sentence for one problem. */
export function describeResolveProblem(problem: ResolveProblem, reader: Reader): string {
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
      return problem.message;
  }
}
