import { expect, test } from "vitest";
import type { Decision, SuspectFact } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { describePartial } from "./describe-partial";

const EMPTY = { drifts: [], portfolioDrift: 0, value: 0, checks: [] };
const price = (asset: string, counted: string | null, suspicion: "moved" | "off-peg" = "moved"): SuspectFact => ({
  about: "price",
  asset,
  suspicion,
  seen: "1" as Price,
  counted: counted as Price | null,
  source: "Binance",
  since: 0,
  recheckAt: null,
  needsOwner: false,
});
const balance = (asset: string): SuspectFact => ({
  about: "balance",
  venueId: "v",
  venue: "Binance",
  asset,
  suspicion: "vanished",
  seen: "0" as Quantity,
  counted: "1" as Quantity,
  since: 0,
  recheckAt: null,
  needsOwner: false,
});

test.each<[string, Decision, string | null]>([
  ["nothing suspect", { ...EMPTY, kind: "hold", reasons: [{ kind: "stopped" }] }, null],
  [
    "a rebalance that goes on around what is suspect",
    { ...EMPTY, kind: "rebalance", reasons: [], suspects: [price("BTC", "50000"), balance("ETH")] },
    "Bitcoin at the last confirmed price. Ethereum at the last confirmed balance.",
  ],
  [
    "a hold whose reason names what is suspect",
    {
      ...EMPTY,
      kind: "hold",
      reasons: [{ kind: "unconfirmed", suspects: [price("BTC", "50000"), price("BTC", "50000")] }],
    },
    "Bitcoin at the last confirmed price.",
  ],
  [
    "what never had a price, and what has none now",
    { ...EMPTY, kind: "hold", reasons: [{ kind: "price-missing", assets: ["SOL"] }], suspects: [price("XYZ", null)] },
    "Without XYZ and Solana: no usable price.",
  ],
  [
    "a stablecoin off its peg is counted at its market",
    { ...EMPTY, kind: "rebalance", reasons: [], suspects: [price("USDC", "0.91", "off-peg")] },
    null,
  ],
])("%s", (_name, decision, sentence) => expect(describePartial(decision)).toBe(sentence));
