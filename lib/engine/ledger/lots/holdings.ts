/**
 * Running quantities over all wallets, for the families that keep no lots. Says of each step whether it may be done:
 * nothing is sold that is not there, and once the cost of some units is not known, no cost of that asset's pool is.
 */
import type { AssetId } from "@/lib/engine/model";
import type { Amount } from "./amount";
import type { MatchProblem } from "./result";
import { findShortage } from "./shortage";
import type { Movement, Step } from "./steps";

export class Holdings {
  private readonly held = new Map<AssetId, Amount>();
  private readonly unknown = new Map<AssetId, Amount>();

  /** Books the step and answers null, or says why not and books nothing. */
  book(step: Step): MatchProblem | null {
    const { event, movements } = step;
    const shortage = findShortage(
      movements,
      (asset) => asset,
      (asset) => this.quantityOf(asset),
    );
    if (shortage !== null) return { event, code: "short", ...shortage };
    const misallocated = movements.find(({ kind }) => kind === "allocate");
    for (const movement of movements) {
      if (movement.kind !== "dispose") continue;
      const missing = this.unknown.get(movement.asset) ?? 0n;
      if (missing > 0n) {
        return { event, code: "cost-unknown", asset: movement.asset, wallet: movement.wallet, missing };
      }
    }
    // One pool over all wallets is never divided among them.
    if (misallocated?.kind === "allocate") {
      return { event, code: "not-allocated", asset: misallocated.asset, left: this.quantityOf(misallocated.asset) };
    }
    for (const movement of movements) this.change(movement);
    return null;
  }

  quantityOf(asset: AssetId): Amount {
    return this.held.get(asset) ?? 0n;
  }

  /** The first asset of which the cost of some units is not known, and how many. */
  firstUnknown(): { asset: AssetId; missing: Amount } | null {
    for (const [asset, missing] of this.unknown) if (missing > 0n) return { asset, missing };
    return null;
  }

  /** What is held of everything, without what is used up. */
  all(): ReadonlyMap<AssetId, Amount> {
    return new Map([...this.held].filter(([, quantity]) => quantity > 0n));
  }

  private change(movement: Movement): void {
    const add = (asset: AssetId, by: Amount) => this.held.set(asset, this.quantityOf(asset) + by);
    switch (movement.kind) {
      case "acquire":
        add(movement.asset, movement.quantity);
        if (movement.cost === null) {
          this.unknown.set(movement.asset, (this.unknown.get(movement.asset) ?? 0n) + movement.quantity);
        }
        return;
      case "dispose":
        add(movement.asset, -movement.quantity);
        return;
      case "carry":
        add(movement.out.asset, -movement.out.quantity);
        add(movement.in.asset, movement.in.quantity);
        return;
      case "move":
      case "allocate":
        return;
    }
  }
}
