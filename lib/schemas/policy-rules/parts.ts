/** Rules about what calls for a rebalance, and about the strategy parts a policy may have besides its targets. */
import {
  cronProblem,
  type DynamicTargets,
  type PortfolioStop,
  scheduleOf,
  type Target,
  type Trigger,
  timeZoneProblem,
} from "@/lib/engine/model";
import { describeScheduleProblem } from "@/lib/format/describe-schedule-problem";
import { figureProblems, type PolicyProblem } from "./figures";
import { movingProblems } from "./moving";
import { assetProblems } from "./targets";

export function triggerProblems(trigger: Trigger, path: string): PolicyProblem[] {
  const schedule = scheduleOf(trigger);
  return [...(schedule === null ? [] : scheduleProblems(schedule, path)), ...figureProblems("trigger", path, trigger)];
}

function scheduleProblems({ cron, timeZone }: { cron: string; timeZone: string }, path: string): PolicyProblem[] {
  const fields = [
    [`${path}.cron`, cronProblem(cron)],
    [`${path}.timeZone`, timeZoneProblem(timeZone)],
  ] as const;
  return fields.flatMap(([at, problem]) =>
    problem === null ? [] : [{ path: at, message: describeScheduleProblem(problem) }],
  );
}

export function dynamicProblems(dynamic: DynamicTargets, targets: readonly Target[]): PolicyProblem[] {
  const figures = [
    ...figureProblems("rule", "dynamic.rule", dynamic.rule),
    ...figureProblems("dynamic", "dynamic", dynamic),
  ];
  const found = [...figures, ...scheduleProblems(dynamic, "dynamic")];
  // Whether the rule can be met is only checked for figures within bounds and targets that are there.
  if (figures.length > 0 || targets.length === 0) return found;
  const unmet = movingProblems(targets, dynamic);
  return [...found, ...unmet.map(({ path, message }) => ({ path: ["dynamic", ...path].join("."), message }))];
}

export function stopProblems(stop: PortfolioStop): PolicyProblem[] {
  const window =
    stop.kind === "trailing" && stop.windowDays === null
      ? "The window is missing. Say over how many days the peak is measured."
      : stop.kind === "peak" && stop.windowDays !== null
        ? "Only a trailing stop has a window. Leave it out, or make the stop a trailing one."
        : null;
  return [
    ...(window === null ? figureProblems("stop", "stop", stop) : figureProblems("stop", "stop", { drop: stop.drop })),
    ...(window === null ? [] : [{ path: "stop.windowDays", message: window }]),
    ...assetProblems(stop.safeAsset, "stop.safeAsset"),
    ...figureProblems("restart", "stop.restart", stop.restart),
  ];
}
