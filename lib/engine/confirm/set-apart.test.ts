import { expect, test } from "vitest";
import type { PriceSuspicion, SuspectFact, Target } from "@/lib/engine/model";
import { price, quantity } from "@/lib/money";
import { aHolding, aPrice, NOON } from "@/lib/testing/builders";
import { setApart } from "./set-apart";

const BITCOIN: Target = { kind: "asset", asset: "BTC", weight: 0.5 };

interface World {
  targets?: readonly Target[];
  /** "BTC 100 @ 1": what is held, at its last confirmed price where it has one. */
  holdings: readonly string[];
  suspects: readonly string[];
  delisted?: readonly string[];
}

function apart({ targets = [BITCOIN], holdings, suspects, delisted = [] }: World): string {
  const rows = holdings.map((line) => line.split(" "));
  const verdict = setApart({
    policy: { targets },
    holdings: rows.flatMap(([asset = "", units = "0"]) => (units === "0" ? [] : [aHolding(asset, units)])),
    prices: rows.flatMap(([asset = "", , , at]) => (at === undefined ? [] : [aPrice(asset, at)])),
    suspects: suspects.map((line) => suspectOf(line)),
    isListed: (asset) => !delisted.includes(asset),
  });
  const aside = verdict.setAside.map(
    (each) => `${each.asset} aside${each.share === null ? "" : ` ${each.share.toFixed(4)}`}`,
  );
  return [...verdict.frozen.map((asset) => `${asset} frozen`), ...aside].join(", ");
}

function suspectOf(line: string): SuspectFact {
  const [asset = "", kind = ""] = line.split(" ");
  const shared = { asset, since: NOON, recheckAt: null, needsOwner: false };
  if (kind === "vanished")
    return {
      ...shared,
      about: "balance",
      venueId: "v1",
      venue: "V",
      suspicion: kind,
      seen: quantity("0"),
      counted: quantity("1"),
    };
  const suspicion = kind as PriceSuspicion;
  return { ...shared, about: "price", suspicion, seen: null, counted: price("1"), source: "V" };
}

test("what is worth something is frozen, whatever is suspect of it", () => {
  const holdings = ["BTC 60 @ 1", "ETH 40 @ 1"];
  expect(apart({ holdings, suspects: ["BTC moved"] })).toBe("BTC frozen");
  expect(apart({ holdings, suspects: ["ETH missing", "BTC vanished"] })).toBe("BTC frozen, ETH frozen");
  expect(apart({ holdings, suspects: ["ETH missing"], delisted: ["ETH"] })).toBe("ETH frozen");
});

test("dust that no target wants is set aside, with its share", () => {
  expect(apart({ holdings: ["BTC 1000 @ 1", "ETH 0.5 @ 1"], suspects: ["ETH missing"] })).toBe("ETH aside 0.0005");
  expect(apart({ holdings: ["BTC 1000 @ 1", "ETH 5 @ 1"], suspects: ["ETH missing"] })).toBe("ETH frozen");
});

test("what never had a price is set aside unless a weight needs it", () => {
  expect(apart({ holdings: ["BTC 1000 @ 1", "FREE 1000000"], suspects: ["FREE missing"] })).toBe("FREE aside");
  expect(apart({ holdings: ["BTC 0"], suspects: ["BTC missing"] })).toBe("");
  const zero: Target = { kind: "asset", asset: "LUNA", weight: 0 };
  expect(apart({ targets: [BITCOIN, zero], holdings: ["LUNA 9"], suspects: ["LUNA missing"] })).toBe("LUNA aside");
});

test("a target that nobody holds keeps its share free while its price is suspect, and lets it go when it is delisted", () => {
  const holdings = ["ETH 1000 @ 1", "BTC 0 @ 1"];
  expect(apart({ holdings, suspects: ["BTC moved"] })).toBe("BTC frozen");
  expect(apart({ holdings, suspects: ["BTC missing"] })).toBe("BTC frozen");
  expect(apart({ holdings, suspects: ["BTC missing"], delisted: ["BTC"] })).toBe("BTC aside 0.0000");
});

test("a dead member of a group is set aside while nobody holds it", () => {
  const group: Target = { kind: "group", name: "S", weight: 0.5, mode: "fungible", members: ["USDC", "BUSD"] };
  const held = ["USDC 100 @ 1", "BUSD 100"];
  expect(apart({ targets: [group], holdings: ["USDC 100 @ 1", "BUSD 0"], suspects: ["BUSD missing"] })).toBe(
    "BUSD aside",
  );
  expect(apart({ targets: [group], holdings: held, suspects: ["BUSD missing"] })).toBe("");
  const weighted: Target = {
    kind: "group",
    name: "S",
    weight: 0.5,
    mode: "weighted",
    members: [
      { asset: "USDC", weight: 0.5 },
      { asset: "BUSD", weight: 0.5 },
    ],
  };
  expect(apart({ targets: [weighted], holdings: ["USDC 100 @ 1"], suspects: ["BUSD missing"] })).toBe("");
});

test("off its peg is confirmed, and neither frozen nor set aside", () => {
  expect(apart({ holdings: ["BTC 1000 @ 1", "USDC 500 @ 0.9"], suspects: ["USDC off-peg"] })).toBe("");
});
