/**
 * A policy with some of its fields changed, each named by its path as the policy file has it:
 *
 *   band.width   cashBuffer   limits.cashMin   triggers.0.driftMin   targets.BTC.band.width   targets.Stablecoins.weight
 *
 * An entry of a list is named by its place, or by its asset or name. Where a weight is set, the others of the same list
 * are scaled in proportion, so that all still sum to 1: BTC 50 %, ETH 30 %, SOL 20 % with targets.BTC.weight 0.75 is ETH
 * 15 %, SOL 10 %. What comes out has to pass the policy's own schema.
 */
import type { Policy } from "@/lib/engine/model";
import { parsePolicy, printPolicy } from "@/lib/schemas/policy";

export type FieldValues = Readonly<Record<string, unknown>>;
export type FieldVerdict = { ok: true; policy: Policy } | { ok: false; message: string };

type Entry = Record<string, unknown>;

/** Where a field stands: its holder, its name there, and the list that shares a whole with it, if it is a weight. */
interface Place {
  holder: Entry;
  key: string;
  list: Entry[] | null;
}

export function policyWithFields(base: Policy, values: FieldValues): FieldVerdict {
  const whole: Entry = JSON.parse(printPolicy(base));
  const weighed = new Map<Entry[], Entry[]>();
  for (const [path, value] of Object.entries(values)) {
    const place = placeOf(whole, path);
    if (typeof place === "string") return { ok: false, message: `${path}: ${place}` };
    place.holder[place.key] = value;
    if (place.list !== null) weighed.set(place.list, [...(weighed.get(place.list) ?? []), place.holder]);
  }
  for (const [list, set] of weighed) scaleOthers(list, set);
  const verdict = parsePolicy(whole);
  if (verdict.ok) return verdict;
  const said = Object.entries(values).map(([path, value]) => `${path} ${JSON.stringify(value)}`);
  const why = verdict.problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return { ok: false, message: `${said.join(", ")}: ${why.join(" ")}` };
}

/** Where a path leads, or why it leads nowhere. */
function placeOf(whole: Entry, path: string): Place | string {
  let holder: unknown = whole;
  let list: Entry[] | null = null;
  let rest = path.split(".");
  while (rest.length > 1) {
    list = null;
    if (Array.isArray(holder)) {
      const found = entryOf(holder, rest);
      if (found === null) return `there is no "${rest[0]}" in that list.`;
      list = holder.every(hasWeight) ? holder : null;
      holder = found.entry;
      rest = rest.slice(found.length);
    } else {
      holder = fieldOf(holder, rest[0]!);
      if (holder === undefined)
        return `the policy has no "${path
          .split(".")
          .slice(0, -rest.length + 1)
          .join(".")}".`;
      rest = rest.slice(1);
    }
  }
  const [key = ""] = rest;
  if (!isEntry(holder) || key === "") return "this is no field of a policy.";
  return { holder, key, list: key === "weight" ? list : null };
}

/** By place, or by asset or name; a name may have points in it. */
function entryOf(list: readonly unknown[], rest: readonly string[]): { entry: unknown; length: number } | null {
  for (let length = rest.length - 1; length > 0; length -= 1) {
    const name = rest.slice(0, length).join(".");
    const entry = list.find((each) => fieldOf(each, "name") === name || fieldOf(each, "asset") === name.toUpperCase());
    if (entry !== undefined) return { entry, length };
  }
  const [first = ""] = rest;
  return /^\d+$/.test(first) && Number(first) < list.length ? { entry: list[Number(first)], length: 1 } : null;
}

function scaleOthers(list: readonly Entry[], set: readonly Entry[]): void {
  const others = list.filter((entry) => !set.includes(entry));
  const left = 1 - sumOf(set);
  const sum = sumOf(others);
  if (sum > 0 && left >= 0) for (const entry of others) entry.weight = (Number(entry.weight) * left) / sum;
}

const sumOf = (list: readonly Entry[]) => list.reduce((sum, { weight }) => sum + Number(weight), 0);
const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fieldOf = (value: unknown, name: string) =>
  isEntry(value) && Object.hasOwn(value, name) ? value[name] : undefined;
const hasWeight = (value: unknown): value is Entry => typeof fieldOf(value, "weight") === "number";
