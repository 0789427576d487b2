/** Every edit of a draft, as a pure step from one draft to the next: the editor is `useReducer(editDraft, …)`. */
import type { Band, Policy, Trigger } from "@/lib/engine/model";
import { draftOf, type MemberDraft, type PolicyDraft, type PolicySettings, type TargetDraft } from "./draft";
import { type PartSwitched, switchPart, withTargets } from "./edit-parts";
import {
  distributeRest,
  equalWeights,
  giveRestTo,
  normaliseWeights,
  type Points,
  restOf,
  setWeight,
  splitPoints,
  WHOLE,
} from "./weights";

export type PolicyEdit =
  | { do: "load"; policy: Policy }
  | { do: "set-weight"; id: string; weight: Points; isBalancing: boolean }
  | { do: "lock"; id: string; isLocked: boolean }
  | { do: "add-asset"; asset: string }
  | { do: "add-group"; name: string; assets: readonly string[] }
  | { do: "remove"; id: string; isBalancing: boolean }
  | { do: "set-asset"; id: string; asset: string }
  | { do: "rename-group"; id: string; name: string }
  | { do: "group-mode"; id: string; mode: "fungible" | "weighted" }
  | { do: "add-member"; id: string; asset: string }
  | { do: "remove-member"; id: string; memberId: string }
  | { do: "member-weight"; id: string; memberId: string; weight: Points }
  | { do: "ungroup"; id: string }
  | { do: "target-band"; id: string; band: Band | null }
  | { do: "distribute-rest" | "normalise" | "equal" }
  | { do: "give-rest"; id: string }
  | { do: "add-trigger"; trigger: Trigger }
  | { do: "set-trigger"; id: string; trigger: Trigger }
  | { do: "remove-trigger"; id: string }
  | { do: "settings"; change: Partial<PolicySettings> }
  | ({ do: "switch" } & PartSwitched)
  | { do: "limits"; change: Partial<PolicySettings["limits"]> };

export function editDraft(draft: PolicyDraft, edit: PolicyEdit): PolicyDraft {
  const clock = draft.clock + 1;
  const key = gestureOf(edit);
  const gesture = key === null ? null : draft.gesture?.key === key ? draft.gesture : { key, targets: draft.targets };
  const next = { ...draft, clock, gesture };
  switch (edit.do) {
    case "load":
      return { ...draftOf(edit.policy), clock: clock + 1_000 };
    case "settings":
      return { ...next, settings: { ...draft.settings, ...edit.change } };
    case "limits":
      return { ...next, settings: { ...draft.settings, limits: { ...draft.settings.limits, ...edit.change } } };
    case "switch":
      return switchPart(next, edit);
    case "add-trigger":
      return { ...next, triggers: [...draft.triggers, { id: `g${clock}`, trigger: edit.trigger }] };
    case "set-trigger":
      return {
        ...next,
        triggers: draft.triggers.map((each) => (each.id === edit.id ? { ...each, trigger: edit.trigger } : each)),
      };
    case "remove-trigger":
      return { ...next, triggers: draft.triggers.filter((each) => each.id !== edit.id) };
    default:
      return withTargets(next, editTargets(gesture?.targets ?? draft.targets, edit, clock));
  }
}

/** Edits of one and the same weight, one after another, all start from where the first one did. */
function gestureOf(edit: PolicyEdit): string | null {
  if (edit.do === "set-weight") return `${edit.id} ${edit.isBalancing}`;
  return edit.do === "member-weight" ? edit.memberId : null;
}

type TargetEdit = Exclude<
  PolicyEdit,
  { do: "load" | "settings" | "limits" | "switch" | "add-trigger" | "set-trigger" | "remove-trigger" }
>;

function editTargets(rows: readonly TargetDraft[], edit: TargetEdit, clock: number): readonly TargetDraft[] {
  switch (edit.do) {
    case "set-weight": {
      const index = rows.findIndex((row) => row.id === edit.id);
      if (index < 0) return rows;
      if (edit.isBalancing) return touched(setWeight(rows, index, edit.weight, clock));
      return touched(replace(rows, edit.id, { weight: bounded(edit.weight), editedAt: clock }));
    }
    case "distribute-rest":
      return touched(distributeRest(rows));
    case "normalise":
      return touched(normaliseWeights(rows));
    case "equal":
      return touched(equalWeights(rows));
    case "give-rest":
      return touched(
        giveRestTo(
          rows,
          rows.findIndex((row) => row.id === edit.id),
        ),
      );
    case "lock":
      return replace(rows, edit.id, { isLocked: edit.isLocked });
    case "add-asset":
      return touched([...rows, newRow(clock, { kind: "asset", asset: codeOf(edit.asset), weight: firstWeight(rows) })]);
    case "add-group":
      return addGroup(rows, edit.name, edit.assets.map(codeOf), clock);
    case "remove": {
      const left = rows.filter((row) => row.id !== edit.id);
      return touched(edit.isBalancing ? distributeRest(left) : left);
    }
    case "set-asset":
      return replace(rows, edit.id, { asset: codeOf(edit.asset) });
    case "rename-group":
      return replace(rows, edit.id, { name: edit.name });
    case "target-band":
      return replace(rows, edit.id, { band: edit.band });
    case "ungroup":
      return touched(rows.flatMap((row) => (row.id === edit.id ? ungrouped(row) : [row])));
    default:
      return rows.map((row) => (row.id === edit.id ? editMembers(row, edit, clock) : row));
  }
}

type MemberEdit = Extract<TargetEdit, { do: "group-mode" | "add-member" | "remove-member" | "member-weight" }>;

function editMembers(row: TargetDraft, edit: MemberEdit, clock: number): TargetDraft {
  switch (edit.do) {
    case "group-mode":
      return { ...row, mode: edit.mode };
    case "add-member": {
      const added = [...row.members, newMember(`${row.id}m${clock}`, codeOf(edit.asset), 0)];
      return { ...row, members: row.mode === "fungible" ? equalWeights(added) : added };
    }
    case "remove-member":
      return { ...row, members: distributeRest(row.members.filter((each) => each.id !== edit.memberId)) };
    case "member-weight": {
      const index = row.members.findIndex((each) => each.id === edit.memberId);
      return index < 0 ? row : { ...row, members: setWeight(row.members, index, edit.weight, clock) };
    }
  }
}

/** A group takes over the weights of rows that become its members. */
function addGroup(rows: readonly TargetDraft[], name: string, assets: readonly string[], clock: number): TargetDraft[] {
  const taken = rows.filter((row) => row.kind === "asset" && assets.includes(row.asset));
  const left = rows.filter((row) => !taken.includes(row));
  const weight = taken.length > 0 ? taken.reduce((sum, row) => sum + row.weight, 0) : firstWeight(rows);
  const inner = splitPoints(
    WHOLE,
    assets.map((asset) => taken.find((row) => row.asset === asset)?.weight ?? 0),
  );
  const members = assets.map((asset, index) => newMember(`t${clock}m${index}`, asset, inner[index] ?? 0));
  return touched([...left, newRow(clock, { kind: "group", name, weight, members })]);
}

function ungrouped(row: TargetDraft): TargetDraft[] {
  const parts = splitPoints(
    row.weight,
    row.members.map((member) => member.weight),
  );
  return row.members.map((member, index) => ({
    ...row,
    id: member.id,
    kind: "asset",
    asset: member.asset,
    name: "",
    members: [],
    weight: parts[index] ?? 0,
  }));
}

/** A first row takes everything; a later one takes what is not given yet. */
const firstWeight = (rows: readonly TargetDraft[]): Points => Math.max(restOf(rows), 0);
const bounded = (points: Points): Points => Math.min(Math.max(Math.round(points), 0), WHOLE);
const codeOf = (text: string) => text.trim().toUpperCase();

function newMember(id: string, asset: string, weight: Points): MemberDraft {
  return { id, asset, weight, isLocked: false, editedAt: 0 };
}

function newRow(clock: number, row: Partial<TargetDraft> & Pick<TargetDraft, "kind" | "weight">): TargetDraft {
  const blank = { asset: "", name: "", mode: "fungible", members: [], band: null, isLocked: false } as const;
  return { ...blank, id: `t${clock}`, editedAt: 0, exact: null, ...row };
}

function replace(rows: readonly TargetDraft[], id: string, change: Partial<TargetDraft>): TargetDraft[] {
  return rows.map((row) => (row.id === id ? { ...row, ...change } : row));
}

/** After an edit the points are the truth, not the digits that were loaded. */
function touched(rows: readonly TargetDraft[]): TargetDraft[] {
  return rows.map((row) => ({ ...row, exact: null }));
}
