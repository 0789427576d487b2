import { expect, test } from "vitest";
import { SetAllotmentsInput } from "@/lib/schemas/allotment";
import { type DivisionDraft, divisionOf, draftOf, isPossible, restOf, togetherOf } from "./division-draft";

const balances = [
  { asset: "BTC", quantity: "1", valueBase: null, note: null },
  { asset: "USDT", quantity: "500", valueBase: null, note: null },
];
const one = { id: "core", name: "Core" };
const two = { id: "sats", name: "Satellites" };
const venue = { balances, portfolios: [one, two], division: null };
const typed = (core: Record<string, string>, sats: Record<string, string>): DivisionDraft => ({
  ...draftOf(venue),
  quantities: { core, sats },
});

test("who is alone begins with all of it, two that share with nothing", () => {
  expect(draftOf({ ...venue, portfolios: [one] })).toEqual({
    kind: "quantity",
    quantities: { core: { BTC: "1", USDT: "500" } },
    owners: { BTC: "core", USDT: "core" },
    assets: ["BTC", "USDT"],
  });
  expect(draftOf(venue)).toMatchObject({ quantities: { core: {}, sats: {} }, owners: { BTC: "", USDT: "" } });
});

test.each([
  ["what is left is nobody's", { BTC: "0.25" }, { BTC: "0.7" }, "0.05", true],
  ["to the last digit", { BTC: "0.333333333333333333" }, { BTC: "0.666666666666666667" }, "0", true],
  ["more than there is cannot be given", { BTC: "0.7" }, { BTC: "0.4" }, "-0.1", false],
  ["a figure half typed is not one", { BTC: "0." }, {}, null, false],
  ["nor is one below zero", { BTC: "-0.1" }, {}, null, false],
  ["an empty field is nothing", { BTC: "" }, { BTC: "1" }, "0", true],
] as const)("by quantity: %s", (_, core, sats, rest, isFine) => {
  const draft = typed(core, sats);
  expect(restOf(venue, draft, "BTC")).toBe(rest);
  expect(isPossible(venue, draft)).toBe(isFine);
});

test("the parts and what is nobody's are shown with their sum", () => {
  const part = { portfolioId: "core", portfolioName: "Core", assets: [], missing: [], overdrawn: [] };
  const division = {
    kind: "quantity" as const,
    isKnown: true,
    isSettling: false,
    parts: [
      { ...part, balances: [{ asset: "BTC", quantity: "0.333333333333333333" }] },
      { ...part, balances: [{ asset: "BTC", quantity: "0.6" }] },
    ],
    notAllotted: [
      { asset: "BTC", quantity: "0.066666666666666667" },
      { asset: "USDT", quantity: "500" },
    ],
  };
  expect(togetherOf(division)).toEqual([
    { asset: "BTC", quantity: "1" },
    { asset: "USDT", quantity: "500" },
  ]);
});

test("what is sent is what the server takes", () => {
  const byQuantity = divisionOf(venue, typed({ BTC: "0.5", USDT: "" }, { BTC: "0.5" }));
  const byAsset = divisionOf(venue, { ...draftOf(venue), kind: "asset", owners: { BTC: "core", USDT: "sats" } });
  for (const division of [byQuantity, byAsset])
    expect(SetAllotmentsInput.parse({ venueId: "v", division }).division).toEqual(division);
  expect(byQuantity).toEqual({
    kind: "quantity",
    parts: [
      { portfolioId: "core", balances: [{ asset: "BTC", quantity: "0.5" }] },
      { portfolioId: "sats", balances: [{ asset: "BTC", quantity: "0.5" }] },
    ],
  });
  expect(byAsset.kind === "asset" && byAsset.parts.map((part) => part.assets)).toEqual([["BTC"], ["USDT"]]);
});
