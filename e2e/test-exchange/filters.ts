/** The filters of a symbol: as listed in exchangeInfo, and as enforced on an order. */
import { type Fixed, fixed, isMultiple, show, times } from "./decimal.ts";
import { Refusal } from "./refusal.ts";
import type { SymbolState } from "./world.ts";

const QUANTITY_MAX = fixed("9000000");
const PRICE_MAX = fixed("1000000");
const MULTIPLIER_UP = fixed("5");
const MULTIPLIER_DOWN = fixed("0.2");

export function listFilters(state: SymbolState) {
  return [
    {
      filterType: "PRICE_FILTER",
      minPrice: show(state.tickSize),
      maxPrice: show(PRICE_MAX),
      tickSize: show(state.tickSize),
    },
    {
      filterType: "LOT_SIZE",
      minQty: show(state.stepSize),
      maxQty: show(QUANTITY_MAX),
      stepSize: show(state.stepSize),
    },
    { filterType: "MARKET_LOT_SIZE", minQty: "0.00000000", maxQty: show(QUANTITY_MAX), stepSize: "0.00000000" },
    {
      filterType: "PERCENT_PRICE_BY_SIDE",
      bidMultiplierUp: "5",
      bidMultiplierDown: "0.2",
      askMultiplierUp: "5",
      askMultiplierDown: "0.2",
      avgPriceMins: 5,
    },
    {
      filterType: "NOTIONAL",
      minNotional: show(state.minNotional),
      applyMinToMarket: true,
      maxNotional: "9000000.00000000",
      applyMaxToMarket: false,
      avgPriceMins: 5,
    },
    { filterType: "MAX_NUM_ORDERS", maxNumOrders: 200 },
  ];
}

/** A figure as a client wrote it: too many decimals is its own error. */
export function readFigure(name: string, text: string | undefined): Fixed {
  if (text === undefined || text === "")
    throw new Refusal(-1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new Refusal(
      -1100,
      `Illegal characters found in parameter '${name}'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.`,
    );
  if ((text.split(".")[1] ?? "").replace(/0+$/, "").length > 8)
    throw new Refusal(-1111, "Precision is over the maximum defined for this asset.");
  return fixed(text.replace(/(\.\d{8})\d+$/, "$1"));
}

const fail = (filter: string): never => {
  throw new Refusal(-1013, `Filter failure: ${filter}`);
};

export function checkQuantity(state: SymbolState, quantity: Fixed): void {
  if (quantity < state.stepSize || quantity > QUANTITY_MAX || !isMultiple(quantity, state.stepSize)) fail("LOT_SIZE");
}

export function checkPrice(state: SymbolState, price: Fixed): void {
  if (price < state.tickSize || price > PRICE_MAX || !isMultiple(price, state.tickSize)) fail("PRICE_FILTER");
  if (state.mid === null) return;
  if (price > times(state.mid, MULTIPLIER_UP) || price < times(state.mid, MULTIPLIER_DOWN))
    fail("PERCENT_PRICE_BY_SIDE");
}

export function checkNotional(state: SymbolState, quantity: Fixed, price: Fixed): void {
  if (times(quantity, price) < state.minNotional) fail("NOTIONAL");
}
