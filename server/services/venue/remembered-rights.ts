import type { KeyPermissions, RememberedRights } from "@/lib/engine/model";

/** What is stored of a key's rights beside the venue, to show it and to lock what may not be traded. */
export function rememberedRights(permissions: KeyPermissions): RememberedRights {
  const { canTrade, canWithdraw, canMargin = null, canFutures = null, tradingEndsAt = null } = permissions;
  return { canTrade, canWithdraw, canMargin, canFutures, tradingEndsAt };
}
