import { expect, test } from "vitest";
import { shownAssetWeights, shownMembers, shownWeights } from "./shown-weights";

const asset = (key: string, weight: number) => ({ key, weight, mode: "asset", members: [key], memberRows: [] });

test("a weight is shown the same whatever the order of the card, and all add up to 100.0 %", () => {
  const rows = [asset("BTC", 0.33333), asset("ETH", 0.33333), asset("SOL", 0.33334)];
  const shown = shownWeights(rows);
  expect([...shown.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect([...shownWeights(rows.toReversed())].sort()).toEqual([...shown].sort());
});

test("holdings show what their targets show, and a group's members what the group shows", () => {
  const members = [
    { asset: "USDC", weight: 0.06667 },
    { asset: "USDT", weight: 0.06666 },
    { asset: "DAI", weight: 0.06664 },
  ];
  const rows = [
    asset("BTC", 0.47446),
    asset("ETH", 0.32557),
    {
      key: "group:Stablecoins",
      weight: 0.19997,
      mode: "fungible",
      members: ["USDC", "USDT", "DAI"],
      memberRows: members,
    },
  ];
  const targets = shownWeights(rows);
  const assets = shownAssetWeights(rows);
  expect(assets.get("BTC")).toBe(targets.get("BTC"));
  const inGroup = members.reduce((sum, member) => sum + assets.get(member.asset)!, 0);
  expect(inGroup).toBeCloseTo(targets.get("group:Stablecoins")!, 12);
  expect([...assets.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

test("a group of one shows its group", () =>
  expect(shownMembers([{ asset: "USDT", weight: 0.2 }], 0.201)).toEqual([0.201]));
