/** Worlds whose policy may have any part, with the resolved policy a check would have made of it. */
import fc from "fast-check";
import {
  DESTINATIONS,
  FLOWS,
  type Policy,
  type ResolvedPolicy,
  type Snapshot,
  type Target,
  targetKey,
} from "@/lib/engine/model";
import { writtenWidth } from "@/lib/engine/valuation/lay-out-targets";
import { weights, worlds } from "./arbitraries";
import { aPrice, NOON } from "./builders";
import { stops, trendGuards, triggers } from "./policies";

export interface MovingWorld {
  policy: Policy;
  /** With the resolved policy inside. */
  snapshot: Snapshot;
  resolved: ResolvedPolicy;
  dueOccurrences: readonly { triggerIndex: number; occurrenceAt: number }[];
}

/** A share with few digits, so that edges are met, and met exactly. */
const flowShares = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -20, max: 20 }).map((value) => value / 100),
);

export function movingWorlds(): fc.Arbitrary<MovingWorld> {
  return worlds.chain(({ policy, snapshot }) => {
    const { targets } = policy;
    return fc
      .record({
        triggers: fc.array(triggers, { minLength: 1, maxLength: 3 }),
        destination: fc.constantFrom(...DESTINATIONS),
        flow: fc.constantFrom(undefined, undefined, ...FLOWS),
        trendGuard: fc.option(trendGuards, { freq: 2 }),
        stop: fc.option(stops([...targets.flatMap(firstMember), "USDT", "PAXG"]), { freq: 2 }),
        isStopped: fc.boolean(),
        effective: fc.option(weights(targets.length), { freq: 2 }),
        widths: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: targets.length, maxLength: targets.length }),
        rising: fc.array(fc.boolean(), { minLength: targets.length, maxLength: targets.length }),
        flowShare: flowShares,
        isDue: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      })
      .map((parts) => {
        const { flow, trendGuard, stop, effective } = parts;
        const moving: Policy = {
          ...policy,
          triggers: parts.triggers,
          destination: parts.destination,
          ...(flow === undefined ? {} : { flow }),
          ...(trendGuard === null ? {} : { trendGuard }),
          ...(stop === null ? {} : { stop }),
        };
        const resolved: ResolvedPolicy = {
          at: NOON,
          targets: targets.map((target, index) => ({
            key: targetKey(target),
            weight: effective === null ? target.weight : effective[index]!,
            band: effective === null ? writtenWidth(policy.band, target.weight) : parts.widths[index]! / 100,
          })),
          rule: effective === null ? null : { kind: "equal", asOf: NOON, sources: [], note: null },
          trends:
            trendGuard === null
              ? []
              : targets.map((target, index) => ({
                  key: targetKey(target),
                  price: 2,
                  average: 1,
                  momentum: 0.1,
                  isRising: parts.rising[index]!,
                })),
          stop:
            stop === null
              ? null
              : {
                  phase: parts.isStopped ? "stopped" : "armed",
                  peak: 1,
                  peakAt: NOON,
                  index: parts.isStopped ? 1 - stop.drop : 1,
                  since: 0,
                  safeAsset: stop.safeAsset,
                  drop: stop.drop,
                },
          flowShare: parts.flowShare,
        };
        const priced = { ...snapshot, prices: [...snapshot.prices, aPrice("PAXG", "100")] };
        const dueOccurrences = parts.triggers.flatMap((trigger, triggerIndex) =>
          (trigger.kind === "time" || trigger.kind === "hybrid") && parts.isDue[triggerIndex]
            ? [{ triggerIndex, occurrenceAt: NOON - 60_000 }]
            : [],
        );
        return { policy: moving, snapshot: { ...priced, resolved: { ok: true, resolved } }, resolved, dueOccurrences };
      });
  });
}

function firstMember(target: Target): string[] {
  if (target.kind === "asset") return [target.asset];
  const [first] = target.members;
  return first === undefined ? [] : [typeof first === "string" ? first : first.asset];
}
