/**
 * What is wrong with a draft, field by field, in words. Paths are those of the policy's JSON ("targets.2.weight"),
 * the same the server answers with, so both kinds of error land at the same field.
 */
import type { Band } from "@/lib/engine/model";
import type { PolicyDraft, TargetDraft } from "./draft";
import { partProblems } from "./part-problems";
import { ASSET_FORM, outside, type Problem, percentOf, scheduleProblems } from "./problem";
import { restOf } from "./weights";

export function problemsOf(draft: PolicyDraft): Problem[] {
  return [...targetProblems(draft), ...triggerProblems(draft), ...settingsProblems(draft), ...partProblems(draft)];
}

function targetProblems(draft: PolicyDraft): Problem[] {
  const { targets } = draft;
  if (targets.length === 0) return [{ path: "targets", message: "Add at least one asset." }];
  const found: Problem[] = [];
  const seen = new Map<string, string>();
  targets.forEach((target, index) => {
    const path = `targets.${index}`;
    const assets = target.kind === "asset" ? [target.asset] : target.members.map((each) => each.asset);
    assets.forEach((asset, at) => {
      const field = target.kind === "asset" ? `${path}.asset` : `${path}.members.${at}`;
      if (!ASSET_FORM.test(asset))
        found.push({ path: field, message: `"${asset}" is no asset code. Write it like BTC.` });
      const where = seen.get(asset);
      if (where) found.push({ path: field, message: `${asset} is already ${where}. An asset counts once.` });
      else seen.set(asset, target.kind === "asset" ? "a target" : `in the group ${target.name}`);
    });
    if (target.kind === "group") found.push(...groupProblems(target, targets, path));
    if (target.weight === 0)
      found.push({ path: `${path}.weight`, message: "A target needs more than 0 %. Remove it instead." });
    if (target.band) found.push(...bandProblems(target.band, `${path}.band`));
  });
  const rest = restOf(targets);
  if (rest !== 0) {
    const by = percentOf(Math.abs(rest) / 10_000);
    found.push({
      path: "targets",
      message: rest > 0 ? `${by} is not given to any target yet.` : `The targets are ${by} over 100 %.`,
    });
  }
  return found;
}

function groupProblems(target: TargetDraft, targets: readonly TargetDraft[], path: string): Problem[] {
  const found: Problem[] = [];
  const name = target.name.trim();
  if (!name) found.push({ path: `${path}.name`, message: "Give the group a name." });
  else if (targets.some((other) => other !== target && other.kind === "group" && other.name.trim() === name)) {
    found.push({ path: `${path}.name`, message: `Two groups are named ${name}.` });
  }
  if (target.members.length === 0)
    found.push({ path: `${path}.members`, message: "Add at least one asset to the group." });
  if (target.mode === "weighted" && target.members.length > 0 && restOf(target.members) !== 0) {
    found.push({ path: `${path}.members`, message: "The weights inside the group must sum to 100 %." });
  }
  return found;
}

function bandProblems(band: Band, path: string): Problem[] {
  if (band.kind === "absolute") return outside(band.width, 0.0001, 0.5, `${path}.width`, "pp");
  if (band.kind === "relative") return outside(band.ratio, 0.001, 1, `${path}.ratio`, "%");
  const edges = [
    ...outside(band.floor, 0, 0.5, `${path}.floor`, "pp"),
    ...outside(band.cap, 0.0001, 0.5, `${path}.cap`, "pp"),
  ];
  if (band.floor > band.cap)
    edges.push({ path: `${path}.cap`, message: "The widest band is narrower than the narrowest." });
  return [...edgeless(band, path), ...edges];
}

function edgeless(band: Exclude<Band, { kind: "absolute" | "relative" }>, path: string): Problem[] {
  switch (band.kind) {
    case "clamp":
      return outside(band.ratio, 0.001, 1, `${path}.ratio`, "%");
    case "volatility":
      return [
        ...outside(band.multiple, 0.01, 100, `${path}.multiple`, "times"),
        ...outside(band.lookAheadDays, 0.01, 3_650, `${path}.lookAheadDays`, "days"),
        ...outside(band.halfLifeDays, 0.01, 3_650, `${path}.halfLifeDays`, "days"),
      ];
    case "cost-optimal":
      return [
        ...outside(band.riskAversion, 0.01, 1_000, `${path}.riskAversion`, null),
        ...(band.cost === null ? [] : outside(band.cost, 0, 1, `${path}.cost`, "%")),
      ];
  }
}

function triggerProblems(draft: PolicyDraft): Problem[] {
  return draft.triggers.flatMap(({ trigger }, index) => {
    const path = `triggers.${index}`;
    if (trigger.kind === "threshold") {
      return trigger.portfolioDrift === null
        ? []
        : outside(trigger.portfolioDrift, 0.001, 1, `${path}.portfolioDrift`, "pp");
    }
    if (trigger.kind === "cash-flow") return outside(trigger.shareMin, 0.0001, 1, `${path}.shareMin`, "%");
    const found = scheduleProblems(trigger, path);
    if (trigger.kind === "hybrid") found.push(...outside(trigger.driftMin, 0, 1, `${path}.driftMin`, "pp"));
    return found;
  });
}

function settingsProblems({ settings }: PolicyDraft): Problem[] {
  const { limits } = settings;
  const found = [
    ...bandProblems(settings.band, "band"),
    ...outside(settings.cashBuffer, 0, 0.5, "cashBuffer", "%"),
    ...outside(settings.cooldownMinutes, 0, 525_600, "cooldownMinutes", "minutes"),
    ...outside(settings.proposalMinutes, 1, 43_200, "proposalMinutes", "minutes"),
    ...outside(settings.priceToleranceBps, 1, 10_000, "priceToleranceBps", "bps"),
    ...outside(limits.turnoverMax, 0.001, 2, "limits.turnoverMax", "%"),
    ...outside(limits.turnoverPerDayMax, 0.001, 20, "limits.turnoverPerDayMax", "%"),
    ...outside(limits.priceAgeMsMax, 1_000, 86_400_000, "limits.priceAgeMsMax", "ms"),
    ...outside(limits.cashMin, 0, 0.99, "limits.cashMin", "%"),
    ...outside(limits.slippageBpsMax, 1, 10_000, "limits.slippageBpsMax", "bps"),
  ];
  if (limits.priceJumpMax !== null) found.push(...outside(limits.priceJumpMax, 0.001, 10, "limits.priceJumpMax", "%"));
  if (!ASSET_FORM.test(settings.quoteAsset))
    found.push({ path: "quoteAsset", message: "Write the asset trades go through, for example USDT." });
  if (!isAmount(settings.tradeNotionalMin))
    found.push({ path: "tradeNotionalMin", message: "Write an amount of 0 or more." });
  if (
    limits.orderNotionalMax !== null &&
    (!isAmount(limits.orderNotionalMax) || Number(limits.orderNotionalMax) === 0)
  ) {
    found.push({ path: "limits.orderNotionalMax", message: "Write an amount above 0, or leave it empty for none." });
  }
  return found;
}

const isAmount = (text: string) => /^\d+(\.\d+)?$/.test(text);
