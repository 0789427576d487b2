/** Rules about targets: something is held, nothing is counted twice, weights and inner weights sum to 100 %. */
import {
  ASSET_CODE,
  GROUP_NAME_LENGTH_MAX,
  type Target,
  targetKey,
  targetMembers,
  WEIGHT_SUM_TOLERANCE,
} from "@/lib/engine/model";
import { bandProblems } from "./bands";
import { figureProblems, type PolicyProblem, percent } from "./figures";

export function targetProblems(targets: readonly Target[]): PolicyProblem[] {
  if (targets.length === 0)
    return [{ path: "targets", message: "A policy needs at least one target. Add an asset or a group." }];
  return [
    ...targets.flatMap(oneTargetProblems),
    ...repeatProblems(targets),
    ...sumProblems("targets", "The weights", targets),
  ];
}

function oneTargetProblems(target: Target, index: number): PolicyProblem[] {
  const path = `targets.${index}`;
  return [
    ...figureProblems("target", path, target),
    ...(target.kind === "asset" ? assetProblems(target.asset, `${path}.asset`) : groupProblems(target, path)),
    ...(target.band ? bandProblems(target.band, `${path}.band`) : []),
  ];
}

export function assetProblems(code: string, path: string): PolicyProblem[] {
  if (ASSET_CODE.test(code)) return [];
  const message = `"${code}" is no asset code. Write the code in upper case, for example "BTC".`;
  return [{ path, message }];
}

function groupProblems(group: Extract<Target, { kind: "group" }>, path: string): PolicyProblem[] {
  const found: PolicyProblem[] = [];
  if (group.name === "") found.push({ path: `${path}.name`, message: "Give the group a name." });
  if (group.name.length > GROUP_NAME_LENGTH_MAX) {
    const message = `The group's name has ${group.name.length} characters; shorten it to ${GROUP_NAME_LENGTH_MAX}.`;
    found.push({ path: `${path}.name`, message });
  }
  if (group.members.length === 0)
    found.push({ path: `${path}.members`, message: "A group needs at least one member. Add an asset, or remove it." });
  if (group.mode === "fungible") {
    return [...found, ...group.members.flatMap((code, at) => assetProblems(code, `${path}.members.${at}`))];
  }
  return [
    ...found,
    ...group.members.flatMap((member, at) => [
      ...assetProblems(member.asset, `${path}.members.${at}.asset`),
      ...figureProblems("member", `${path}.members.${at}`, member),
    ]),
    ...sumProblems(`${path}.members`, `The inner weights of ${group.name}`, group.members),
  ];
}

/** An asset counts once, and two groups of one name could not be told apart. */
function repeatProblems(targets: readonly Target[]): PolicyProblem[] {
  const found: PolicyProblem[] = [];
  const keys = new Set<string>();
  const placeOf = new Map<string, string>();
  targets.forEach((target, index) => {
    const key = targetKey(target);
    if (target.kind === "group" && keys.has(key)) {
      const message = `Two groups are named ${target.name}. Give one of them another name.`;
      found.push({ path: `targets.${index}.name`, message });
    }
    keys.add(key);
    targetMembers(target).forEach((asset, at) => {
      const path = target.kind === "asset" ? `targets.${index}.asset` : `targets.${index}.members.${at}`;
      const place = target.kind === "asset" ? "a target of its own" : `the group ${target.name}`;
      const earlier = placeOf.get(asset);
      if (earlier === undefined) placeOf.set(asset, place);
      else {
        const message = `${asset} is targeted twice: in ${earlier} and in ${place}. Remove it from one.`;
        found.push({ path, message });
      }
    });
  });
  return found;
}

function sumProblems(path: string, what: string, rows: readonly { weight: number }[]): PolicyProblem[] {
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  // A weight that is no number is refused at its own field.
  if (rows.length === 0 || !Number.isFinite(total) || Math.abs(total - 1) <= WEIGHT_SUM_TOLERANCE) return [];
  const cure = total < 1 ? `Give out the other ${percent(1 - total)}` : `Take ${percent(total - 1)} away`;
  return [{ path, message: `${what} sum to ${percent(total)}, not to 100 %. ${cure}.` }];
}
