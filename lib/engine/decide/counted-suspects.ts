import type { Snapshot, SuspectFact } from "@/lib/engine/model";

/** What is suspect of what is counted: dust that was set aside is in no total, and holds nothing. */
export function countedSuspects({
  suspects = [],
  frozen = [],
  setAside = [],
}: Pick<Snapshot, "suspects" | "frozen" | "setAside">): readonly SuspectFact[] {
  const aside = new Set(setAside.map(({ asset }) => asset));
  return suspects.filter(({ asset }) => !aside.has(asset) || frozen.includes(asset));
}
