/** The symbols a fresh test exchange lists, with filters as the real one has them. */
import { type Fixed, fixed, over, roundDown } from "./decimal.ts";

export interface SymbolState {
  symbol: string;
  base: string;
  quote: string;
  status: "TRADING" | "HALT" | "BREAK" | "CANCEL_ONLY";
  tickSize: Fixed;
  stepSize: Fixed;
  minNotional: Fixed;
  /** null: the book is empty and tickers show zeros. */
  mid: Fixed | null;
  spreadBps: number;
  /** Set by a test; consumed by orders. null: a deep book is made around the middle for every order. */
  book: { bids: Level[]; asks: Level[] } | null;
}

export interface Level {
  price: Fixed;
  quantity: Fixed;
}

/** [dollars, step of quantity, tick of the price in dollars] */
const COINS: Readonly<Record<string, readonly [string, string, string]>> = {
  BTC: ["60000", "0.00001", "0.01"],
  ETH: ["3000", "0.0001", "0.01"],
  SOL: ["150", "0.001", "0.01"],
  BNB: ["600", "0.001", "0.01"],
  XRP: ["0.6", "0.1", "0.0001"],
  ADA: ["0.45", "0.1", "0.0001"],
  LINK: ["14", "0.01", "0.01"],
  AVAX: ["30", "0.01", "0.01"],
  DOT: ["6", "0.01", "0.001"],
  DOGE: ["0.12", "1", "0.00001"],
};

const CROSS_TICKS: Readonly<Record<string, string>> = { ETH: "0.00001", SOL: "0.0000001", BNB: "0.000001" };

const symbolOf = (base: string, quote: string, mid: Fixed, stepSize: string, tick: string, minNotional: string) => ({
  symbol: `${base}${quote}`,
  base,
  quote,
  status: "TRADING" as const,
  tickSize: fixed(tick),
  stepSize: fixed(stepSize),
  minNotional: fixed(minNotional),
  mid: roundDown(mid, fixed(tick)),
  spreadBps: 2,
  book: null,
});

export function freshSymbols(): Map<string, SymbolState> {
  const symbols: SymbolState[] = [];
  for (const [coin, [dollars, step, tick]] of Object.entries(COINS)) {
    for (const quote of ["USDT", "USDC"]) symbols.push(symbolOf(coin, quote, fixed(dollars), step, tick, "5"));
    const crossTick = CROSS_TICKS[coin];
    if (crossTick !== undefined)
      symbols.push(symbolOf(coin, "BTC", over(fixed(dollars), fixed("60000")), step, crossTick, "0.0001"));
  }
  symbols.push(symbolOf("USDC", "USDT", fixed("1"), "1", "0.0001", "5"));
  return new Map(symbols.map((symbol) => [symbol.symbol, symbol]));
}
