/** Edits that reach the strategy parts: switching one on or off, and keeping the targets they name. */
import type { PolicyDraft, PolicySettings, TargetDraft } from "./draft";
import { followKeys, type Part, startOfPart } from "./parts";

export interface PartSwitched {
  part: Part;
  isOn: boolean;
  timeZone: string;
}

/** Off puts the part on the shelf; on takes it from there, or starts it anew. */
export function switchPart(draft: PolicyDraft, { part, isOn, timeZone }: PartSwitched): PolicyDraft {
  const value = isOn ? (draft.settings[part] ?? draft.shelf[part] ?? startOfPart(part, draft, timeZone)) : undefined;
  const shelf = isOn ? draft.shelf : { ...draft.shelf, [part]: draft.settings[part] ?? undefined };
  return { ...draft, shelf, settings: { ...draft.settings, [part]: value } };
}

/** What names targets by their keys follows them. */
export function withTargets(draft: PolicyDraft, targets: readonly TargetDraft[]): PolicyDraft {
  const follow = (dynamic: PolicySettings["dynamic"]) =>
    dynamic && {
      ...dynamic,
      fixed: followKeys(dynamic.fixed, draft.targets, targets),
      safe: dynamic.safe === null ? null : (followKeys([dynamic.safe], draft.targets, targets)[0] ?? null),
    };
  const { dynamic } = draft.settings;
  return {
    ...draft,
    targets,
    settings: dynamic ? { ...draft.settings, dynamic: follow(dynamic) } : draft.settings,
    shelf: draft.shelf.dynamic ? { ...draft.shelf, dynamic: follow(draft.shelf.dynamic) ?? undefined } : draft.shelf,
  };
}
