/** What is checked before every order, each check alone: the order goes, is dropped with its reason, or the run stops. */
import { describe, expect, test } from "vitest";
import { price } from "@/lib/money";
import { aMarket, aPrice, aQuote, NOON } from "@/lib/testing/builders";
import { runTable } from "@/lib/testing/run-table";
import { DEFAULT_LIMITS, type PolicyLimits, type Quote, type VenueProblem } from "../model";
import { type Action, nextAction } from "./next-action";
import type { Run } from "./run";

const TABLE = "holds BTC 1 USDT 30000\nsell BTC 0.1 @ 50000 limit 49500\nbuy ETH 2 @ 2500 limit 2525";

interface World {
  run?: Partial<Run>;
  limits?: Partial<PolicyLimits>;
  quote?: Partial<Quote>;
  quoteReadAt?: number;
  closed?: readonly string[];
  /** Ms since the markets were read; null: nobody reads them. */
  marketsAge?: number | null;
  problem?: VenueProblem;
  table?: string;
}

function decide({
  run = {},
  limits = {},
  quote = {},
  quoteReadAt = NOON,
  closed = [],
  marketsAge = 0,
  problem,
  table = TABLE,
}: World): Action {
  const base = runTable(table);
  const markets = base.markets.map((market) => ({ ...market, isActive: !closed.includes(market.symbol) }));
  const quotes = base.markets.map(({ symbol }) => ({
    venueId: "v1",
    symbol,
    quote: { ...aQuote(symbol, symbol.startsWith("BTC") ? "50000" : "2500"), ...quote },
    readAt: quoteReadAt,
  }));
  const readAt = marketsAge === null ? null : new Map([["v1", NOON - marketsAge]]);
  const venues = [{ venueId: "v1", name: "Binance", problem: problem ?? null }];
  const prices = [aPrice("USDT", "0.5")];
  const full = { ...base, markets, venues, prices, limits: { ...DEFAULT_LIMITS, ...limits }, ...run };
  return nextAction(full, { quotes, marketsReadAt: readAt }, NOON);
}

const labelOf = (action: Action): string => {
  if (action.kind === "submit") return `send ${action.quantity} @ ${action.limitPrice}`;
  if (action.kind === "drop" && action.reason.kind === "limit") return `drop: ${action.reason.check.limit}`;
  if (action.kind === "drop") return `drop: ${action.reason.kind}`;
  return action.kind === "stop" ? `stop: ${action.reason.kind}` : action.kind;
};

const NO_ANSWER: VenueProblem = { kind: "silent", message: "No answer.", since: NOON + 1 };

describe("before every order", () => {
  const cases: readonly (readonly [string, World, string])[] = [
    ["in fair weather it goes", {}, "send 0.1 @ 49500"],
    ["the kill switch stops", { run: { stopReason: { kind: "kill-switch" } } }, "stop: kill-switch"],
    ["a venue that went silent after its quote is not sent to", { problem: NO_ANSWER }, "drop: venue-health"],
    ["a trouble from before its quote is over", { problem: { ...NO_ANSWER, since: NOON - 1 } }, "send 0.1 @ 49500"],
    ["a refused key stops", { problem: { ...NO_ANSWER, kind: "key-refused", since: 0 } }, "stop: key-refused"],
    ["a key that may move money out stops", { problem: { ...NO_ANSWER, kind: "too-powerful" } }, "stop: key-refused"],
    // 0.1 x 50,000 USDT at half a base unit each.
    [
      "the largest order counts in the base currency",
      { limits: { orderNotionalMax: "2499" as never } },
      "drop: order-notional",
    ],
    ["and lets through what is no larger", { limits: { orderNotionalMax: "2500" as never } }, "send 0.1 @ 49500"],
    ["an old price is not traded by, however fresh its receipt", { quote: { at: NOON - 61_000 } }, "drop: price-age"],
    ["a missing side is no price", { quote: { bid: price("0") } }, "drop: price-missing"],
    [
      "a limit is drawn in to the bound from mid",
      { quote: { bid: price("50400"), ask: price("50400") } },
      "send 0.1 @ 49896",
    ],
    [
      "past the bound from plan it is dropped",
      { quote: { bid: price("49400"), ask: price("49400") } },
      "drop: slippage",
    ],
    [
      "a spread wider than the bound is not crossed",
      { quote: { bid: price("49600"), ask: price("50900") } },
      "drop: slippage",
    ],
    [
      "a thin book is not sold into",
      { quote: { bid: price("18000"), ask: price("50025") } },
      "drop: price-unconfirmed",
    ],
    ["markets older than a minute are read again", { marketsAge: 61_000 }, "read-markets"],
    ["where nobody reads them, those it was approved on stand", { marketsAge: null }, "send 0.1 @ 49500"],
    ["a closed market stops before the first order", { closed: ["BTC/USDT"] }, "stop: market-closed"],
    ["and so does the one its proceeds are for", { closed: ["ETH/USDT"] }, "stop: market-closed"],
  ];
  test.each(cases)("%s", (_name, world, action) => {
    expect(labelOf(decide(world))).toBe(action);
  });

  test("a purchase's limit lies within the bound of plan and of mid", () => {
    const table = "holds USDT 30000\nbuy ETH 2 @ 2500 limit 2525";
    const at = (bid: string, ask: string) => labelOf(decide({ table, quote: { bid: price(bid), ask: price(ask) } }));
    expect(at("2500", "2500")).toBe("send 2 @ 2525");
    expect(at("2450", "2450")).toBe("send 2 @ 2474.5");
    expect(at("2440", "2460.01")).toBe("send 2 @ 2474.5");
    expect(at("2400", "2500")).toBe("drop: slippage");
  });

  test("a market that closes on the way: no further sale is made for it, a purchase alone is dropped", () => {
    const sold = "holds BTC 1 USDT 0\nsell BTC 0.1 @ 50000 limit 49500   filled 0.1 @ 50000";
    const rest = "sell SOL 5 @ 100 limit 99\nbuy ETH 2 @ 2500 limit 2525";
    expect(labelOf(decide({ table: `${sold}\n${rest}`, closed: ["ETH/USDT"] }))).toBe("stop: market-closed");
    expect(labelOf(decide({ table: `${sold}\nbuy ETH 2 @ 2500 limit 2525`, closed: ["ETH/USDT"] }))).toBe(
      "drop: market-closed",
    );
  });

  test("a market nobody lists any more is closed", () => {
    expect(labelOf(decide({ run: { markets: [aMarket("ETH/USDT")] } }))).toBe("stop: market-closed");
  });

  test("an overfilled leg halts the run and says by how much", () => {
    const run = runTable("holds BTC 1\nsell BTC 0.1 @ 50000 limit 49500   filled 0.1 @ 50000");
    const again = { ...run.orders[0]!, id: "0.1", attempt: 1 };
    expect(decide({ run: { ...run, orders: [...run.orders, again] } })).toEqual({
      kind: "halt",
      reason: { kind: "overfilled", symbol: "BTC/USDT", filled: "0.2", approved: "0.1" },
    });
  });
});
