/** What a backtest took for granted or left out, in sentences for its reader. */
import type { BacktestNote } from "@/lib/engine/backtest/model";
import type { RuleProblem } from "@/lib/engine/model";
import { describeRuleConflict } from "./describe-rule-conflict";
import { agree } from "./plural";
import { formatBarTime } from "./time";

export function describeBacktestNote(note: BacktestNote): string {
  switch (note.kind) {
    case "cash-without-column":
      return `Cash in ${note.cash} counts as 1 ${note.quote} throughout: the prices have no column for it.`;
    case "one-capitalisation":
      return "One capitalisation of each coin stands for all time: the weights of the past know who would grow. Read gains with that in mind.";
    case "flows-left-out": {
      const { count } = note;
      const they = agree(count, "One flow lies", `${count} flows lie`);
      return `${they} not within the period after its first bar, and ${agree(count, "is", "are")} left out.`;
    }
    case "withdrawals-cut": {
      const they = agree(note.count, "One withdrawal", `${note.count} withdrawals`);
      return `${they} asked for more than there was and took all that was there.`;
    }
    case "written-weights-stand": {
      const until = note.until === null ? "throughout" : `until ${formatBarTime(note.until)}`;
      return `The written weights stand ${until}: ${reasonOf(note.problem)}`;
    }
    case "earlier-weights-stood": {
      const often = agree(note.count, "Once", `${note.count} times`);
      return `${often}, first on ${formatBarTime(note.first)}, the rule gave no weights and the earlier ones stayed: ${reasonOf(note.problem)}`;
    }
    case "listed":
      return `${note.asset} starts on ${formatBarTime(note.at)}, its first price; until then the others share its weight in proportion.`;
    case "delisted": {
      const end = { sell: "is sold at", "write-off": "is worth nothing after" }[note.delisted];
      return `${note.asset} ${end} its last price, on ${formatBarTime(note.at)}; from then on the others share its weight in proportion.`;
    }
    case "volatility-unknown-at-start":
      return `Prices begin too late to know the volatility of ${note.keys.join(", ")} from the start: until then the band stands at its cap.`;
  }
}

function reasonOf(problem: RuleProblem): string {
  switch (problem.kind) {
    case "history-missing":
      return `the rule needs ${problem.daysNeeded} days of prices of ${problem.assets.join(", ")} before it.`;
    case "capitalisation-missing":
      return `there is no capitalisation of ${problem.assets.join(", ")} by then.`;
    case "rule-impossible":
      return describeRuleConflict(problem.why);
  }
}
