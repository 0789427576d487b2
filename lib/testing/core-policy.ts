/**
 * A policy as an owner may have it: half Bitcoin, the rest Ethereum and a group of stablecoins, every figure away from
 * zero, so that a figure lost on the way shows. `aPolicy` (./builders) is the plain one, for worked numbers.
 */
import type { Policy } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { aPolicy } from "./builders";

export const CORE_TARGETS: Policy["targets"] = [
  { kind: "asset", asset: "BTC", weight: 0.5 },
  { kind: "asset", asset: "ETH", weight: 0.3 },
  { kind: "group", name: "Stablecoins", weight: 0.2, mode: "fungible", members: ["USDT", "USDC"] },
];

export function corePolicy(change: Partial<Policy> = {}): Policy {
  return aPolicy({
    targets: CORE_TARGETS,
    destination: "half",
    cashBuffer: 0.0025,
    tradeNotionalMin: notional("10"),
    ...change,
  });
}
