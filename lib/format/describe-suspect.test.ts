/** Suspect facts, as people read them. No-break spaces are shown as spaces here. */
import { expect, test } from "vitest";
import type { SuspectFact } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { aSuspectPrice } from "@/lib/testing/builders";
import { describeSuspect, nameOfSuspect } from "./describe-suspect";

const SINCE = Date.UTC(2026, 10, 28, 16, 20);
const reader = { now: SINCE + 30_000, timeZone: "UTC" };
type SuspectPriceFact = Extract<SuspectFact, { about: "price" }>;
type SuspectBalanceFact = Extract<SuspectFact, { about: "balance" }>;

const price = (change: Partial<SuspectPriceFact>) =>
  aSuspectPrice("BTC", { since: SINCE, recheckAt: SINCE + 60_000, ...change });

const balance = (change: Partial<SuspectBalanceFact>): SuspectFact => ({
  about: "balance",
  venueId: "v",
  venue: "Binance",
  asset: "BTC",
  suspicion: "vanished",
  seen: "0" as Quantity,
  counted: "1.5" as Quantity,
  since: SINCE,
  recheckAt: SINCE + 120_000,
  needsOwner: false,
  ...change,
});

test.each<[string, SuspectFact, string]>([
  [
    "a tenth of the last one",
    price({}),
    "Bitcoin's price of 5,000.00 (Binance BTC/USDT) is suspect since 16:20: it lies too far from the last confirmed 50,000.00, which is counted meanwhile. Checked again at 16:21.",
  ],
  [
    "ten times, when looking was in vain",
    price({ seen: "500000" as Price, needsOwner: true, recheckAt: null }),
    "Bitcoin's price of 500,000.00 (Binance BTC/USDT) is suspect since 16:20: it lies too far from the last confirmed 50,000.00, which is counted meanwhile. Checks have not settled it: you must say which is right.",
  ],
  [
    "the very first check",
    price({ suspicion: "first-look", counted: null }),
    "Bitcoin's price of 5,000.00 (Binance BTC/USDT) is suspect since 16:20: it was never seen before, and no second source has confirmed it yet. It never had a confirmed price and is not counted. Checked again at 16:21.",
  ],
  [
    "a thin book, whose next check is in the past",
    price({ suspicion: "wide-spread", seen: "34012.5" as Price, recheckAt: SINCE }),
    "Bitcoin's price of 34,012.50 (Binance BTC/USDT) is suspect since 16:20: bid and ask lie too far apart. The last confirmed 50,000.00 is counted. The next check reads it again.",
  ],
  [
    "a ticker that stands still",
    price({ suspicion: "stale" }),
    "Bitcoin's price of 5,000.00 (Binance BTC/USDT) is suspect since 16:20: by the exchange's own time it stands still. The last confirmed 50,000.00 is counted. Checked again at 16:21.",
  ],
  [
    "sources that contradict",
    price({ suspicion: "contradicted", seen: "0.00002134" as Price, counted: "0.00004" as Price, asset: "PEPE" }),
    "Pepe's price of 0.00002134 (Binance BTC/USDT) is suspect since 16:20: other sources contradict it. The last confirmed 0.00004000 is counted. Checked again at 16:21.",
  ],
  [
    "zero",
    price({ suspicion: "unusable", seen: "0" as Price }),
    "Bitcoin has had no usable price since 16:20: what is shown is zero, negative or crossed. The last confirmed 50,000.00 is counted. Checked again at 16:21.",
  ],
  [
    "gone",
    price({ suspicion: "missing", seen: null, recheckAt: null }),
    "Nobody has quoted Bitcoin since 16:20. The last confirmed 50,000.00 is counted. The next check reads it again.",
  ],
  [
    "a stablecoin off its peg",
    price({ asset: "USDC", suspicion: "off-peg", seen: "0.91" as Price, counted: "0.91" as Price }),
    "USD Coin has been off what it is pegged to since 16:20, at 0.9100. It is counted at that, and nothing buys it. Purchases of it go on when it is back.",
  ],
  [
    "a balance that vanished",
    balance({}),
    "Binance has shown no Bitcoin since 16:20, and no trade or withdrawal in its records explains where 1.5 BTC went. The 1.5 BTC of before are counted. Checked again at 16:22.",
  ],
  [
    "a balance that halved, for the owner to settle",
    balance({ suspicion: "shrank", seen: "0.75" as Quantity, needsOwner: true, recheckAt: null }),
    "Binance has shown 0.75 BTC instead of 1.5 BTC since 16:20, and no trade or withdrawal in its records explains it. The 1.5 BTC of before are counted. Checks have not settled it: you must say which is right.",
  ],
  [
    "a balance that grew",
    balance({ suspicion: "grew", seen: "3" as Quantity }),
    "Binance has shown 3 BTC instead of 1.5 BTC since 16:20, and no trade or deposit in its records explains it. The 1.5 BTC of before are counted. Checked again at 16:22.",
  ],
  [
    "a borrowed balance",
    balance({ suspicion: "negative", seen: "-0.2" as Quantity }),
    "Binance has shown −0.2 BTC since 16:20: it is borrowed. Nothing is traded until it is paid back at Binance.",
  ],
])("%s", (_name, fact, sentence) => {
  expect(describeSuspect(fact, reader).replaceAll("\u00a0", " ")).toBe(sentence);
});

test("a suspect fact is named by what it is about", () => {
  expect([nameOfSuspect(price({})), nameOfSuspect(balance({}))]).toEqual(["Bitcoin's price", "Bitcoin at Binance"]);
});
