/**
 * A policy while it is edited. Weights are whole points (see weights.ts) and rows carry ids of their own, so that
 * renaming or moving a row keeps its focus and its lock. Numbers that are being typed may be NaN: `problems.ts`
 * names them, and nothing is sent until they are gone.
 */
import {
  type Band,
  type DynamicTargets,
  type Policy,
  type PortfolioStop,
  type Target,
  type TrendGuard,
  type Trigger,
  targetKey,
} from "@/lib/engine/model";
import { type Points, pointsOf, shareOf, splitPoints, type WeightRow, WHOLE } from "./weights";

export interface MemberDraft extends WeightRow {
  id: string;
  asset: string;
}

export interface TargetDraft extends WeightRow {
  id: string;
  kind: "asset" | "group";
  /** Asset code, for an asset row. */
  asset: string;
  /** Name, for a group row. */
  name: string;
  mode: "fungible" | "weighted";
  members: readonly MemberDraft[];
  band: Band | null;
  /** The weight as it was loaded; kept to the last digit until a weight is edited. */
  exact: number | null;
}

export interface TriggerDraft {
  id: string;
  trigger: Trigger;
}

export type PolicySettings = Omit<Policy, "targets" | "triggers">;

export interface PolicyDraft {
  targets: readonly TargetDraft[];
  triggers: readonly TriggerDraft[];
  settings: PolicySettings;
  /** Parts that were switched off while editing: switched on again they come back as they were. */
  shelf: { dynamic?: DynamicTargets; trendGuard?: TrendGuard; stop?: PortfolioStop };
  /** Counts edits of weights and hands out row ids. */
  clock: number;
  /** While one weight is dragged or typed: the rows as they were before, so that passing through 0 loses nothing. */
  gesture: { key: string; targets: readonly TargetDraft[] } | null;
}

export function draftOf(policy: Policy): PolicyDraft {
  const { targets, triggers, ...settings } = policy;
  const points = pointsThatSum(targets.map((target) => target.weight));
  return {
    targets: targets.map((target, index) => targetDraftOf(target, points[index] ?? 0, `t${index}`)),
    triggers: triggers.map((trigger, index) => ({ id: `g${index}`, trigger })),
    settings,
    shelf: {},
    clock: 1_000,
    gesture: null,
  };
}

function targetDraftOf(target: Target, weight: Points, id: string): TargetDraft {
  const base = { id, weight, isLocked: false, editedAt: 0, band: target.band ?? null, exact: target.weight };
  if (target.kind === "asset") {
    return { ...base, kind: "asset", asset: target.asset, name: "", mode: "fungible", members: [] };
  }
  const members =
    target.mode === "fungible" ? target.members.map((asset) => ({ asset, weight: Number.NaN })) : target.members;
  const inner =
    target.mode === "weighted"
      ? pointsThatSum(target.members.map((member) => member.weight))
      : splitPoints(
          WHOLE,
          members.map(() => 1),
        );
  return {
    ...base,
    kind: "group",
    asset: "",
    name: target.name,
    mode: target.mode,
    members: members.map((member, index) => ({
      id: `${id}m${index}`,
      asset: member.asset,
      weight: inner[index] ?? 0,
      isLocked: false,
      editedAt: 0,
    })),
  };
}

/** Rounds shares to points; when they sum to a whole (as in a valid policy) the points do too. */
function pointsThatSum(shares: readonly number[]): Points[] {
  const points = shares.map((share) => (Number.isFinite(share) ? pointsOf(share) : 0));
  const sum = shares.reduce((left, right) => left + right, 0);
  const off = WHOLE - points.reduce((left, right) => left + right, 0);
  if (Math.abs(sum - 1) < 1e-6 && off !== 0) {
    const largest = points.indexOf(Math.max(...points));
    points[largest] = (points[largest] ?? 0) + off;
  }
  return points;
}

export function policyOf(draft: PolicyDraft): Policy {
  const isExact = draft.targets.every((target) => target.exact !== null);
  return {
    ...writtenOnly(draft.settings),
    targets: draft.targets.map((target) =>
      targetOf(target, isExact && target.exact !== null ? target.exact : shareOf(target.weight)),
    ),
    triggers: draft.triggers.map((each) => each.trigger),
  };
}

/** A part that is off is not written at all, so that switching it on and off again leaves the same policy. */
function writtenOnly({
  flow,
  dynamic,
  trendGuard,
  stop,
  whenUnconfirmed,
  ...settings
}: PolicySettings): PolicySettings {
  return {
    ...settings,
    ...(flow && flow !== "both" ? { flow } : {}),
    ...(dynamic ? { dynamic } : {}),
    ...(trendGuard ? { trendGuard } : {}),
    ...(stop ? { stop } : {}),
    ...(whenUnconfirmed === "go-on" ? { whenUnconfirmed } : {}),
  };
}

function targetOf(target: TargetDraft, weight: number): Target {
  const band = target.band ? { band: target.band } : {};
  if (target.kind === "asset") return { kind: "asset", asset: target.asset, weight, ...band };
  if (target.mode === "fungible") {
    return {
      kind: "group",
      name: target.name.trim(),
      weight,
      mode: "fungible",
      members: target.members.map((each) => each.asset),
      ...band,
    };
  }
  return {
    kind: "group",
    name: target.name.trim(),
    weight,
    mode: "weighted",
    members: target.members.map((each) => ({ asset: each.asset, weight: shareOf(each.weight) })),
    ...band,
  };
}

/** The key the saved target will have: names are saved without the blanks around them. */
export const keyOfDraft = (target: Pick<TargetDraft, "kind" | "asset" | "name">): string =>
  targetKey(
    target.kind === "asset"
      ? { kind: "asset", asset: target.asset, weight: 0 }
      : { kind: "group", name: target.name.trim(), weight: 0, mode: "fungible", members: [] },
  );

/** Every asset code the draft names, in its own order. */
export function assetsOf(draft: Pick<PolicyDraft, "targets">): string[] {
  return draft.targets.flatMap((target) =>
    target.kind === "asset" ? [target.asset] : target.members.map((member) => member.asset),
  );
}

/** True when both would be saved as the same policy. */
export function isSamePolicy(left: Policy, right: Policy): boolean {
  return canonical(written(left)) === canonical(written(right));
}

const written = ({ targets, triggers, ...settings }: Policy): Policy => ({
  ...writtenOnly(settings),
  targets,
  triggers,
});

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
