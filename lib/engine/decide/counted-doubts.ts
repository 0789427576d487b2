import type { AssetDoubt, Snapshot } from "@/lib/engine/model";

/** The doubts about what is counted: dust that was set aside is in no total, and holds nothing. */
export function countedDoubts({ doubts = [], frozen = [], setAside = [] }: Snapshot): readonly AssetDoubt[] {
  const aside = new Set(setAside.map(({ asset }) => asset));
  return doubts.filter(({ asset }) => !aside.has(asset) || frozen.includes(asset));
}
