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
  return JSON.stringify(withSortedKeys(value, []));
}

/** Keys as an object lists them, and in order. */
interface Shape {
  keys: readonly string[];
  sorted: readonly string[];
}

// A sorted copy and then plain JSON.stringify takes half the time of a list of keys, which V8 tries at every object.
// An object puts keys that are integers first; a plan has none. Its objects have few shapes, and each is sorted once.
function withSortedKeys(value: unknown, shapes: Shape[]): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each) => withSortedKeys(each, shapes));
  const fields = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const key of sortedKeys(Object.keys(fields), shapes)) copy[key] = withSortedKeys(fields[key], shapes);
  return copy;
}

function sortedKeys(keys: readonly string[], shapes: Shape[]): readonly string[] {
  const known = shapes.find((shape) => shape.keys.length === keys.length && isSame(shape.keys, keys));
  if (known !== undefined) return known.sorted;
  const sorted = keys.toSorted();
  shapes.push({ keys, sorted });
  return sorted;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  for (let place = 0; place < left.length; place += 1) if (left[place] !== right[place]) return false;
  return true;
}
