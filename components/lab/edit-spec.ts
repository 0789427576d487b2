/** Every change of a run, one name each. The spec in is never touched; the same spec out means that nothing changed. */
import { type Policy, type Target, targetKey } from "@/lib/engine/model";
import {
  chosenStrategy,
  type LabCosts,
  type LabScale,
  type LabSpec,
  type LabStrategySpec,
  STRATEGIES_MAX,
} from "@/lib/schemas/lab-spec";
import type { EdgeTerms } from "./prices/edges";

export type LabEdit =
  | { do: "policy"; policy: Policy }
  /** Other assets for the chosen policy, or for every one that has the same targets as it. */
  | { do: "targets"; targets: readonly Target[]; isForAll: boolean }
  | { do: "choose"; index: number }
  | { do: "add"; strategy: LabStrategySpec }
  | { do: "rename"; index: number; name: string }
  | { do: "remove"; index: number }
  | { do: "costs"; costs: Partial<LabCosts> }
  | { do: "prices"; prices: Partial<LabSpec["prices"]> }
  /** Prices of another place: its own span, so the period starts over. */
  | { do: "source"; prices: Partial<LabSpec["prices"]> }
  /** What prices that begin late or end early mean: over another span the period starts over. */
  | { do: "edges"; edges: EdgeTerms }
  | { do: "period"; period: LabSpec["period"] }
  | { do: "scale"; scale: LabScale }
  | { do: "sweep"; sweep: LabSpec["sweep"] }
  | { do: "seed"; seed: number }
  | { do: "load"; spec: LabSpec };

export function editSpec(spec: LabSpec, edit: LabEdit): LabSpec {
  switch (edit.do) {
    case "policy":
      return withStrategy(spec, spec.chosen, { ...chosenStrategy(spec), policy: edit.policy });
    case "targets": {
      const before = JSON.stringify(chosenStrategy(spec).policy.targets);
      const strategies = spec.strategies.map((each, index) => {
        const isSame = edit.isForAll && JSON.stringify(each.policy.targets) === before;
        return index === spec.chosen || isSame ? { ...each, policy: withTargets(each.policy, edit.targets) } : each;
      });
      return { ...spec, strategies };
    }
    case "choose":
      return spec.strategies[edit.index] ? { ...spec, chosen: edit.index } : spec;
    case "add": {
      if (spec.strategies.length >= STRATEGIES_MAX) return spec;
      const name = freeName(edit.strategy.name, spec.strategies);
      return { ...spec, strategies: [...spec.strategies, { ...edit.strategy, name }] };
    }
    case "rename": {
      const strategy = spec.strategies[edit.index];
      const others = spec.strategies.filter((_, index) => index !== edit.index);
      if (!strategy || edit.name.trim() === "") return spec;
      return withStrategy(spec, edit.index, { ...strategy, name: freeName(edit.name.trim().slice(0, 40), others) });
    }
    case "remove": {
      if (spec.strategies.length < 2 || !spec.strategies[edit.index]) return spec;
      const strategies = spec.strategies.filter((_, index) => index !== edit.index);
      const chosen = spec.chosen > edit.index ? spec.chosen - 1 : Math.min(spec.chosen, strategies.length - 1);
      return { ...spec, strategies, chosen };
    }
    case "costs":
      return { ...spec, costs: { ...spec.costs, ...edit.costs } };
    case "prices":
      return { ...spec, prices: { ...spec.prices, ...edit.prices } };
    case "source":
      return { ...spec, prices: { ...spec.prices, ...edit.prices }, period: { start: null, end: null } };
    case "edges": {
      const costs = { ...spec.costs, ...edit.edges };
      const isSameSpan =
        Boolean(costs.isLateStart) === Boolean(spec.costs.isLateStart) &&
        Boolean(costs.delisted) === Boolean(spec.costs.delisted);
      return { ...spec, costs, period: isSameSpan ? spec.period : { start: null, end: null } };
    }
    case "period":
      return { ...spec, period: edit.period };
    case "scale":
      return { ...spec, scale: edit.scale };
    case "sweep":
      return { ...spec, sweep: edit.sweep };
    case "seed":
      return { ...spec, seed: edit.seed };
    case "load":
      return edit.spec;
  }
}

/** A rule forgets targets that are gone. */
function withTargets(policy: Policy, targets: readonly Target[]): Policy {
  const { dynamic } = policy;
  if (!dynamic) return { ...policy, targets };
  const keys = new Set(targets.map(targetKey));
  const safe = dynamic.safe !== null && keys.has(dynamic.safe) ? dynamic.safe : null;
  return { ...policy, targets, dynamic: { ...dynamic, safe, fixed: dynamic.fixed.filter((key) => keys.has(key)) } };
}

function withStrategy(spec: LabSpec, index: number, strategy: LabStrategySpec): LabSpec {
  return { ...spec, strategies: spec.strategies.map((each, place) => (place === index ? strategy : each)) };
}

/** "Monthly", then "Monthly 2": two columns of one name could not be told apart. */
function freeName(name: string, others: readonly LabStrategySpec[]): string {
  const taken = new Set(others.map((each) => each.name));
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} ${count}`)) count += 1;
  return `${name} ${count}`;
}
