import { expect, test } from "vitest";
import { EDGE_CHOICES, edgeChoice, edgeChoices, edgeTerms, priceEdges } from "./edges";

const DAY = 86_400_000;
const span = (asset: string, first: number, last: number) => ({ asset, firstAt: first * DAY, lastAt: last * DAY });
const BTC = span("BTC", 0, 900);
const SOL = span("SOL", 400, 900);
const LUNA = span("LUNA", 0, 500);

test.each([
  ["all there throughout", [BTC, span("ETH", 0, 900)], ["common"]],
  ["one late", [BTC, SOL], ["common", "late"]],
  ["one ended", [BTC, LUNA], ["common", "sell", "write-off"]],
  ["one late, one ended", [BTC, SOL, LUNA], ["common", "late", "sell", "write-off"]],
  ["one that had its time before the others", [LUNA, span("SOL", 600, 900)], ["common", "late", "sell", "write-off"]],
  ["no asset at all", [], ["common"]],
])("%s: what is offered", (_, spans, offered) => expect(edgeChoices(priceEdges(spans), "common")).toEqual(offered));

test("who begins before a run does is not late for it", () => {
  expect(priceEdges([BTC, SOL], 401 * DAY).late).toEqual([]);
  expect(priceEdges([BTC, SOL], 399 * DAY).late).toEqual([SOL]);
});

test("what a link chose stays offered where these prices would not need it", () =>
  expect(edgeChoices(priceEdges([BTC]), "write-off")).toEqual(["common", "write-off"]));

test("a choice is the terms it stands for", () => {
  for (const choice of EDGE_CHOICES) expect(edgeChoice(edgeTerms(choice))).toBe(choice);
});
