import { expect, test } from "vitest";
import type { Snapshot, StopState } from "@/lib/engine/model";
import { aHolding, aPolicy, aPrice, aSnapshot, aVenue, NOON } from "@/lib/testing/builders";
import { lookAtIndex } from "./stop-index";

const policy = aPolicy({ targets: [{ kind: "asset", asset: "BTC", weight: 1 }] });
const ARMED: StopState = { phase: "armed", peak: 1, peakAt: 0, index: 1, since: 0 };

/** One bitcoin at a price; the next look is an hour later. */
const at = (text: string, hours: number, change: Partial<Snapshot> = {}) => {
  const takenAt = NOON + hours * 3_600_000;
  const prices = [aPrice("BTC", text, takenAt)];
  return aSnapshot({ takenAt, holdings: [aHolding("BTC", "1")], prices, ...change });
};

/** Walks through looks as checks do, each with the state the one before left. */
function walk(looks: readonly Snapshot[]): (number | null)[] {
  let state: StopState | null = null;
  return looks.map((look, place) => {
    const { index, sinceBelieved } = lookAtIndex(policy, looks[place - 1] ?? null, look, state);
    state = { ...(state ?? ARMED), index: index ?? state?.index ?? 1, sinceBelieved };
    return index === null ? null : Number(index.toFixed(9));
  });
}

test("the index follows prices, not deposits", () => {
  const richer = at("66000", 2, { holdings: [aHolding("BTC", "5")] });
  expect(walk([at("60000", 0), at("63000", 1), richer, at("33000", 3)])).toEqual([1, 1.05, 1.1, 0.55]);
});

test("a price that jumps by more than its limit is believed with the second look that shows it", () => {
  expect(walk([at("60000", 0), at("20000", 1), at("20000", 2)])).toEqual([1, null, 0.333333333]);
});

test("a price that lies once leaves no trace", () => {
  expect(walk([at("60000", 0), at("600", 1), at("60000", 2), at("60600", 3)])).toEqual([1, null, null, 1.01]);
});

test("a silent venue and an old price move nothing; what happened meanwhile counts afterwards", () => {
  const silent = at("60000", 1, { venues: [aVenue({ problem: { message: "no answer", since: 0 } })] });
  const old = at("60000", 2, { prices: [aPrice("BTC", "60000", NOON)] });
  expect(walk([at("60000", 0), silent, old, at("57000", 3)])).toEqual([1, null, null, 0.95]);
});
