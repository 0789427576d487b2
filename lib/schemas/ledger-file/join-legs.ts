/**
 * Joins rows that together are one movement: what went out, what came in, and fees. Parts of one coin are summed; two
 * coins out or two in cannot be told apart and are asked about, for a guess books a trade that never was.
 */
import { add, isZero, type Quantity } from "@/lib/money";
import type { Amount, FileMovement, FileProblem, MovementKind } from "./model";
import { sizeOf } from "./table";

export interface Leg {
  row: number;
  asset: string;
  /** Signed: below zero went out. */
  quantity: Quantity;
  isFee: boolean;
}

export interface JoinedLegs {
  rows: readonly number[];
  time: string;
  ref?: string;
  legs: readonly Leg[];
}

export type Joining = { ok: true; movement: FileMovement } | { ok: false; problem: FileProblem };

export function joinLegs({ rows, time, ref, legs }: JoinedLegs, kind: MovementKind = "trade"): Joining {
  const out = sumByAsset(legs.filter(({ isFee, quantity }) => !isFee && quantity.startsWith("-")));
  const into = sumByAsset(legs.filter(({ isFee, quantity }) => !isFee && !quantity.startsWith("-")));
  const [fee, ...otherFees] = sumByAsset(legs.filter(({ isFee }) => isFee));
  if (out.length > 1 || into.length > 1)
    return { ok: false, problem: { code: "ambiguous", rows, reason: "several-coins" } };
  if (kind === "trade" && (out.length === 0 || into.length === 0)) {
    return { ok: false, problem: { code: "ambiguous", rows, reason: "one-sided" } };
  }
  const [gave, got] = [out[0], into[0]];
  const movement: FileMovement = {
    rows,
    time,
    kind,
    ...(gave === undefined ? {} : { out: gave }),
    ...(got === undefined ? {} : { in: got }),
    ...(fee === undefined ? {} : { fee }),
    ...(otherFees.length === 0 ? {} : { otherFees }),
    ...(ref === undefined ? {} : { ref }),
  };
  return { ok: true, movement };
}

function sumByAsset(legs: readonly Leg[]): Amount[] {
  const sums = new Map<string, Quantity>();
  for (const { asset, quantity } of legs) {
    const size = sizeOf(quantity);
    sums.set(asset, sums.has(asset) ? add(sums.get(asset)!, size) : size);
  }
  return [...sums].filter(([, quantity]) => !isZero(quantity)).map(([asset, quantity]) => ({ asset, quantity }));
}
