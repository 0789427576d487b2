/** A line of the audit trail as a sentence. */
import type { AuditFact, Difference, RunOutcome } from "@/lib/engine/model";
import { describeStop } from "./describe-execution";
import { describeFound, describeHalt, describeRun } from "./describe-rebalance-outcome";
import { listNames } from "./names";
import { plural } from "./plural";

const NOT_ALLOTTED = "what is not allotted";

/** `title`: of the rebalance it is about, where it is about one. */
export function describeAudit(fact: AuditFact, title: string): string {
  switch (fact.action) {
    case "account.set-up":
      return `${fact.name} set up this Evenkeel.`;
    case "account.sign-in":
      return "Signed in.";
    case "account.change-password":
      return "Changed the password, which ended every other session.";
    case "account.end-sessions":
      return fact.count === 1 ? "Ended a session." : `Ended ${fact.count} sessions.`;
    case "settings.update":
      return `Changed the ${changesOf(fact).join(", the ")}.`;
    case "settings.capitalisations": {
      if (fact.file === null) return "Removed the own capitalisations; the public ones count again.";
      const { coins, name } = fact.file;
      return `Read capitalisations of ${plural(coins, "coin")} from ${name}.`;
    }
    case "sandbox.build":
      return "Had a sandbox built: a simulated year, no money.";
    case "sandbox.remove":
      return "Removed the sandbox and all that was in it.";
    case "trading.stop":
      return `Stopped all trading${fact.reason ? `: ${fact.reason}` : "."}`;
    case "trading.resume":
      return "Resumed trading.";
    case "history.import":
      return `Brought in prices of ${fact.assets.join(", ")} from "${fact.file}".`;
    case "history.remove-import":
      return `Removed the prices of "${fact.file}".`;
    case "venue.connect":
      return `Connected ${fact.exchange} as "${fact.name}".`;
    case "venue.create-paper": {
      const prices = fact.exchangeId === null ? "simulated" : `${fact.exchangeId}'s public`;
      return `Opened the paper venue "${fact.name}" at ${prices} prices.`;
    }
    case "venue.create-manual":
      return `Added the manual holdings "${fact.name}" with ${plural(fact.count, "asset")}.`;
    case "venue.rename":
      return `Renamed the venue "${fact.before}" to "${fact.name}".`;
    case "venue.replace-keys":
      return `Replaced the keys of "${fact.name}".`;
    case "venue.remove":
      return `Removed the venue "${fact.name}"${fact.hadKeys ? " and destroyed its keys" : ""}.`;
    case "venue.set-balance":
      return `Set ${fact.asset} at "${fact.venue}" from ${fact.before} to ${fact.after}.`;
    case "venue.allot":
      return `Moved ${fact.quantity} ${fact.asset} at "${fact.venue}" from ${partOf(fact.from)} to ${partOf(fact.to)}.`;
    case "venue.divide": {
      const names = listNames(fact.portfolios.map((name) => `"${name}"`));
      if (fact.by !== "whole") return `Divided "${fact.venue}" by ${fact.by} among ${names}.`;
      return `"${fact.venue}" is no longer divided${names ? `: all of it is ${names}'s` : ""}.`;
    }
    case "portfolio.create":
      return `Created the portfolio "${fact.portfolio}" on ${fact.venues.join(", ")}.`;
    case "portfolio.rename":
      return `Renamed the portfolio "${fact.before}" to "${fact.portfolio}".`;
    case "portfolio.set-venues":
      return `"${fact.portfolio}" now spans ${fact.venues.join(", ")}.`;
    case "portfolio.pause":
      return `Paused the portfolio "${fact.portfolio}".`;
    case "portfolio.resume":
      return fact.halt === null
        ? `Resumed the portfolio "${fact.portfolio}".`
        : `Resumed the portfolio "${fact.portfolio}" after a halt: ${describeHalt(fact.halt)}`;
    case "portfolio.restart":
      return `Went back into the market with "${fact.portfolio}" after its portfolio stop.`;
    case "portfolio.resume-declined":
      return `Took back what was declined for "${fact.portfolio}": it may be proposed again.`;
    case "portfolio.archive":
      return `Archived the portfolio "${fact.portfolio}". What its venues hold was not touched.`;
    case "portfolio.restore": {
      const left = fact.left.length > 0 ? ` It no longer spans ${listNames(fact.left)}, removed meanwhile.` : "";
      return `Restored the portfolio "${fact.portfolio}", paused.${left}`;
    }
    case "portfolio.delete":
      return `Deleted the portfolio "${fact.portfolio}" and its records${fact.isExported ? ", after they were exported" : ", without an export"}.`;
    case "policy.save":
      return `Saved version ${fact.version} of the policy of "${fact.portfolio}".${fact.note ? ` ${fact.note}` : ""}`;
    case "price.accept":
    case "balance.accept":
      return `Confirmed the ${fact.about} of ${fact.asset} as ${fact.seen} in "${fact.portfolio}"; before that it was ${fact.before ?? "not known"}.`;
    case "rebalance.propose":
      return `Proposed: ${title} (${fact.portfolio}).`;
    case "rebalance.block":
      return `Not traded, a limit says no: ${title} (${fact.portfolio}).`;
    case "rebalance.approve":
      return `Approved ${plural(fact.tradeCount, "trade")}: ${title} (${fact.portfolio}).`;
    case "rebalance.decline":
      return `Declined: ${title} (${fact.portfolio}).`;
    case "rebalance.stop":
      return `${describeStop(fact.reason)}: no further order is sent.`;
    case "rebalance.settle":
      return endOfRun("Rebalance settled.", fact);
    case "rebalance.fall-short":
      return endOfRun("Rebalance fell short.", fact);
    case "rebalance.end":
      return endOfRun("Rebalance stopped.", fact);
    case "rebalance.halt":
      return endOfRun("Rebalance halted.", fact);
    case "rebalance.accept-differences":
      return `Took the venue's word for ${assetsOf(fact.differences)} after a rebalance of "${fact.portfolio}".`;
    case "rebalance.give-up": {
      const { attempts, fruitless } = fact;
      const count =
        fruitless === null
          ? `${attempts} runs for the same purpose fell short`
          : `${fruitless} runs in a row brought nothing`;
      return `${count}: it is not tried again by itself for a day. Look at the venue; "Check now" tries again at once.`;
    }
    case "order.find":
      return `${describeFound(fact.order)}${fact.isHalted ? " Look at the portfolio, then resume it." : ""}`;
  }
}

function changesOf({ name, baseCurrency, timeZone }: Extract<AuditFact, { action: "settings.update" }>): string[] {
  return [
    name === undefined ? null : `name to ${name}`,
    baseCurrency === undefined ? null : `base currency to ${baseCurrency}`,
    timeZone === undefined ? null : `time zone to ${timeZone}`,
  ].filter((change) => change !== null);
}

const partOf = (portfolio: string | null) => (portfolio === null ? NOT_ALLOTTED : `"${portfolio}"`);
const assetsOf = (differences: readonly Difference[]) => differences.map((row) => row.asset).join(", ");

function endOfRun(
  head: string,
  { outcome, differences }: { outcome: RunOutcome | null; differences: readonly Difference[] | null },
): string {
  const ended = outcome === null ? null : describeRun(outcome);
  const differs = differences ? `Our books and the venue differ in ${assetsOf(differences)}.` : null;
  return [head, ended, differs].filter((sentence) => sentence !== null).join(" ");
}
