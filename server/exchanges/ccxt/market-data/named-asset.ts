import type { AssetId } from "@/lib/engine/model";

export interface NamedAsset {
  asset: AssetId;
  /** Present where `asset` is the underlying of what is really held. */
  venueCode?: string;
}

export type IsListed = (code: string) => boolean;

/** A number at the end names the staking period ("DOT28") or the contract ("SHIB2"), unless a coin is called so. */
export function underlyingOf(stem: string, isListed: IsListed): string | null {
  if (isListed(stem)) return stem;
  const bare = stem.replace(/\d{1,2}$/, "");
  return bare !== stem && isListed(bare) ? bare : null;
}
