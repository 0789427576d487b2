import { expect, test } from "vitest";
import {
  describeLaggingBalances,
  describeMissingBalances,
  describeSharedAccount,
  describeTakenAccount,
} from "./describe-shared-account";

const USERS = [
  { portfolioId: "p1", name: "Core" },
  { portfolioId: "p2", name: "Play" },
];

test.each([
  ["p1", `Binance is used by "Play" as well, and nobody has said whose is what. It is counted here, and`],
  ["p2", `Binance is used by "Core" as well, and nobody has said whose is what. It is counted in "Core", and`],
])("to %s: %s", (portfolioId, opening) =>
  expect(describeSharedAccount("Binance", USERS, portfolioId)).toBe(
    `${opening} none of them trades there. Divide it on the Venues page, or take it out of one of them.`,
  ),
);

test.each([
  [describeTakenAccount("Binance", USERS), /^Binance belongs to "Core" and "Play"\. Divide it first/],
  [describeLaggingBalances("Kraken"), /^Orders at Kraken were filled just now/],
  [
    describeMissingBalances("Kraken", [
      { asset: "BTC", quantity: "0.1" },
      { asset: "ETH", quantity: "2" },
    ]),
    /^Kraken holds 0\.1 Bitcoin and 2 Ethereum less than its portfolios' parts come to\./,
  ],
])("%s", (sentence, expected) => expect(sentence).toMatch(expected));
