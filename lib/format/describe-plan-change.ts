/** What is no longer as it was when a plan was made. */
import type { PlanChange } from "@/lib/engine/model";
import { assetName } from "./asset-names";
import { limitProblems } from "./describe-limit";
import { formatQuantity } from "./number";

const tradeOf = ({ side, base }: { side: "buy" | "sell"; base: string }) =>
  `${side === "buy" ? "purchase" : "sale"} of ${assetName(base)}`;

export function describePlanChange(change: PlanChange): string {
  switch (change.kind) {
    case "nothing-left":
      return "What was to be traded is not needed any more: your holdings or prices have changed since.";
    case "leg-turned":
      return `Your holdings or prices have changed: the plan made now has a ${tradeOf(change)} instead.`;
    case "leg-gone":
      return `Your holdings or prices have changed: the ${tradeOf(change)} is no longer part of the plan.`;
    case "leg-new":
      return `Your holdings or prices have changed: the plan made now has a ${tradeOf(change)}, too.`;
    case "leg-resized":
      return `Your holdings or prices have changed: the ${tradeOf(change)} would now be ${formatQuantity(change.now)} instead of ${formatQuantity(change.approved)}.`;
    case "foreign-order":
      return `There is an open order in ${change.symbol} at the venue that was not there before.`;
    case "stop-turned":
      return "The portfolio stop has changed since.";
    case "policy-changed":
      return "The policy was changed since.";
    case "limits":
      return limitProblems(change.checks).join(" ");
  }
}
