import type { TargetDrift } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import type { TargetDraft } from "./draft";

/** "Bitcoin" for an asset, its own name for a group. */
export const nameOfTarget = (row: Pick<TargetDrift, "key" | "name" | "members">): string =>
  row.members.length === 1 && row.key === row.members[0] ? assetName(row.key) : row.name;

export const nameOfDraft = (target: Pick<TargetDraft, "kind" | "asset" | "name">): string =>
  target.kind === "asset" ? assetName(target.asset) : target.name || "Group without a name";
