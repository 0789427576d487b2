import { expect, test } from "vitest";
import { type AssetDoubt, BALANCE_DOUBTS, PRICE_DOUBTS } from "@/lib/engine/model";
import { price, quantity } from "@/lib/money";
import { describeDoubt } from "./describe-doubt";

const NOON = Date.UTC(2026, 10, 22, 12);
const reader = { now: NOON, timeZone: "UTC" };
const shared = { asset: "BTC", since: NOON, askAgainAt: NOON + 120_000, needsOwner: false };

const ofPrice = (change: Partial<Extract<AssetDoubt, { about: "price" }>> = {}): AssetDoubt => ({
  ...shared,
  about: "price",
  doubt: "moved",
  seen: price("45000"),
  believed: price("100000"),
  source: "Binance BTC/USDT",
  ...change,
});
const ofBalance = (change: Partial<Extract<AssetDoubt, { about: "balance" }>> = {}): AssetDoubt => ({
  ...shared,
  about: "balance",
  venueId: "v1",
  venue: "Binance",
  doubt: "vanished",
  seen: quantity("0"),
  believed: quantity("0.5"),
  ...change,
});
const tell = (doubt: AssetDoubt) => describeDoubt(doubt, "USDT", reader);

test("says what is seen, what counts, and when it is asked again", () => {
  expect(tell(ofPrice())).toBe(
    "Its price is seen at 45,000 USDT, far from the 100,000 USDT last confirmed, and no second source has confirmed it yet. Asked again at 12:02; meanwhile the last confirmed figure counts and it is not traded.",
  );
  expect(tell(ofBalance())).toBe(
    "Binance no longer shows your 0.5 BTC, and neither our fills nor its records explain that. Asked again at 12:02; meanwhile the last confirmed figure counts and it is not traded.",
  );
});

test("says when it is the owner's turn, and when nothing was ever confirmed", () => {
  expect(tell(ofPrice({ needsOwner: true, askAgainAt: null }))).toContain(
    "Asked long enough: you can say which is so.",
  );
  expect(tell(ofPrice({ doubt: "first-look", believed: null }))).toContain("meanwhile it does not count");
});

test("every doubt has a sentence of its own, without blanks or holes", () => {
  const told = [
    ...PRICE_DOUBTS.map((doubt) => tell(ofPrice({ doubt }))),
    ...BALANCE_DOUBTS.map((doubt) => tell(ofBalance({ doubt }))),
  ];
  expect(new Set(told).size).toBe(told.length);
  for (const sentence of told) expect(sentence).toMatch(/^[A-Z][^{}]*\.$/);
});
