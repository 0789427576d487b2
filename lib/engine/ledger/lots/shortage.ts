/**
 * Whether a step takes more than there is, before anything moves. What it brings on the way counts: a fee may come out
 * of what was just bought. The missing quantity is named to the last digit, for an owner has to find it.
 */
import type { AssetId } from "@/lib/engine/model";
import type { Amount } from "./amount";
import type { WalletId } from "./event";
import type { Movement } from "./steps";

export interface Shortage {
  asset: AssetId;
  wallet: WalletId;
  missing: Amount;
}

/** `keyOf` names the books that are candidates for one another, `heldOf` what such a book holds. */
export function findShortage(
  movements: readonly Movement[],
  keyOf: (asset: AssetId, wallet: WalletId) => string,
  heldOf: (key: string) => Amount,
): Shortage | null {
  const [only] = movements;
  if (movements.length === 1 && only?.kind === "acquire") return null;
  const held = new Map<string, Amount>();
  const change = (asset: AssetId, wallet: WalletId, by: Amount): Shortage | null => {
    const key = keyOf(asset, wallet);
    const left = (held.get(key) ?? heldOf(key)) + by;
    held.set(key, left);
    return left < 0n ? { asset, wallet, missing: -left } : null;
  };
  for (const movement of movements) {
    const shortage = changeBy(movement, change);
    if (shortage !== null) return shortage;
  }
  return null;
}

type Change = (asset: AssetId, wallet: WalletId, by: Amount) => Shortage | null;

function changeBy(movement: Movement, change: Change): Shortage | null {
  switch (movement.kind) {
    case "acquire":
      return change(movement.asset, movement.wallet, movement.quantity);
    case "dispose":
      return change(movement.asset, movement.wallet, -movement.quantity);
    case "carry": {
      const { wallet, out, in: brought } = movement;
      return change(out.asset, wallet, -out.quantity) ?? change(brought.asset, wallet, brought.quantity);
    }
    case "move":
      return (
        change(movement.asset, movement.from, -movement.quantity) ??
        change(movement.asset, movement.to, movement.quantity)
      );
    case "allocate":
      return null;
  }
}
