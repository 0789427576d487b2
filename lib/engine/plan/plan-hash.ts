/**
 * The name of a plan: SHA-256 of its canonical JSON, keys sorted, nothing left to the order things were written in.
 * What a person approves is this name, so that what is executed is what was shown, to the last digit.
 */
import type { Plan } from "@/lib/engine/model";
import { sha256Hex } from "./sha256";

/** 64 hex digits. The order of `after` is the policy's own and does not change the hash. */
export function planHash(plan: Omit<Plan, "planHash">): string {
  const after = [...plan.after].sort((left, right) => (left.key < right.key ? -1 : 1));
  return sha256Hex(canonicalJson({ ...plan, after }));
}

/** JSON with the keys of every object sorted; undefined fields are left out, as JSON.stringify does. */
export function canonicalJson(value: unknown): string {
  const keys = new Set<string>();
  collectKeys(value, keys);
  // A list of keys makes JSON.stringify write fields in the list's order, at every depth.
  return JSON.stringify(value, [...keys].sort());
}

function collectKeys(value: unknown, keys: Set<string>): void {
  if (value === null || typeof value !== "object") return;
  if (Array.isArray(value)) {
    for (const item of value) collectKeys(item, keys);
    return;
  }
  for (const [key, field] of Object.entries(value)) {
    keys.add(key);
    if (typeof field === "object") collectKeys(field, keys);
  }
}
