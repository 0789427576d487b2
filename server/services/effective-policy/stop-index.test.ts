import { expect, test } from "vitest";
import type { Policy, Snapshot, StopState } from "@/lib/engine/model";
import {
  aHolding,
  aMarket,
  aPolicy,
  aPrice,
  aQuote,
  aSnapshot,
  aSuspectPrice,
  aVenue,
  NOON,
} from "@/lib/testing/builders";
import { checkIndex } from "./stop-index";

const policy = aPolicy({ targets: [{ kind: "asset", asset: "BTC", weight: 1 }] });
const ARMED: StopState = { phase: "armed", peak: 1, peakAt: 0, index: 1, since: 0 };

/** One bitcoin at a price; the next snapshot is an hour later. */
const at = (text: string, hours: number, change: Partial<Snapshot> = {}) => {
  const takenAt = NOON + hours * 3_600_000;
  const prices = [aPrice("BTC", text, takenAt)];
  return aSnapshot({ takenAt, holdings: [aHolding("BTC", "1")], prices, ...change });
};

const HALF: Policy["targets"] = [
  { kind: "asset", asset: "BTC", weight: 0.5 },
  { kind: "asset", asset: "ETH", weight: 0.5 },
];

/** Walks through snapshots as checks do, each with the state the one before left. */
function walk(snapshots: readonly Snapshot[], by = policy): (number | null)[] {
  let state: StopState | null = null;
  return snapshots.map((snapshot, place) => {
    const { index, sinceConfirmed, prices } = checkIndex(by, snapshots[place - 1] ?? null, snapshot, state);
    state = JSON.parse(
      JSON.stringify({ ...(state ?? ARMED), index: index ?? state?.index ?? 1, sinceConfirmed, prices }),
    );
    return index === null ? null : Number(index.toFixed(9));
  });
}

test("the index follows prices, not deposits", () => {
  const richer = at("66000", 2, { holdings: [aHolding("BTC", "5")] });
  expect(walk([at("60000", 0), at("63000", 1), richer, at("33000", 3)])).toEqual([1, 1.05, 1.1, 0.55]);
});

test("a price that jumps by more than its limit is confirmed with the second snapshot that shows it", () => {
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

test("the move across a missing price counts with the first price after it", () => {
  const hole = at("60000", 1, { prices: [] });
  expect(walk([at("60000", 0), hole, at("45000", 2)])).toEqual([1, null, 0.75]);
});

/** A book of bid and ask at the hour, the price counted being its middle. */
const book = (bid: string, ask: string, hours: number, price = (Number(bid) + Number(ask)) / 2) => {
  const quote = { ...aQuote("BTC/USDT", "1", 0, NOON + hours * 3_600_000), bid, ask } as ReturnType<typeof aQuote>;
  return at(String(price), hours, { venues: [aVenue({ markets: [aMarket("BTC/USDT")], quotes: [quote] })] });
};

test.each([
  ["bid 18,000, ask 50,025, counted at its middle", book("18000", "50025", 1)],
  ["the same, counted at a last trade of 50,000", book("18000", "50025", 1, 50_000)],
  ["a bid of a tenth", book("5000", "50025", 1)],
  ["no bid at all", book("0", "50025", 1, 25_012)],
  ["an ask of three times the price: no peak either", book("49975", "150000", 1)],
])("a thin book does nothing: %s", (_, thin) => {
  const calm = (hours: number) => book("49975", "50025", hours);
  const [, during, , after] = walk([calm(0), thin, calm(2), calm(3)]);
  expect([during, after]).toEqual([null, 1]);
});

test("a fall behind a thin book counts once the book is whole again", () => {
  expect(walk([book("49990", "50010", 0), book("18000", "50025", 1), book("39992", "40008", 2)])).toEqual([
    1,
    null,
    0.8,
  ]);
});

test("suspects, and prices frozen for them, do not count; a suspicion that is over brings its move", () => {
  const suspects = [aSuspectPrice("BTC")];
  const suspect = at("60000", 1, { suspects, frozen: ["BTC"] });
  expect(walk([at("60000", 0, { suspects: [] }), suspect, at("20000", 2, { suspects: [] })])).toEqual([
    1,
    null,
    0.333333333,
  ]);
});

test("a small illiquid coin stands at its last price and does not keep the stop from seeing the rest", () => {
  const two = (btc: string, eth: string | null, hours: number) =>
    at(btc, hours, {
      holdings: [aHolding("BTC", "1"), aHolding("ETH", "1")],
      prices: [
        aPrice("BTC", btc, NOON + hours * 3_600_000),
        ...(eth === null ? [] : [aPrice("ETH", eth, NOON + hours * 3_600_000)]),
      ],
    });
  const by = aPolicy({ targets: HALF });
  expect(walk([two("98000", "2000", 0), two("78000", null, 1), two("78000", "1000", 2)], by)).toEqual([1, 0.8, 0.79]);
  // A check with half of the portfolio unseen does not count.
  expect(walk([two("5000", "5000", 0), two("4000", null, 1)], by)).toEqual([1, null]);
});

test("a state without a snapshot before it stands still; it is no new start", () => {
  const state: StopState = { ...ARMED, peak: 1.5, index: 1.4 };
  expect(checkIndex(policy, null, at("60000", 0), state).index).toBeNull();
});

test("a state of an older version goes on from the snapshot before", () => {
  expect(checkIndex(policy, at("60000", 0), at("54000", 1), ARMED).index).toBeCloseTo(0.9, 12);
});
