/**
 * What the exchange shows, where a test makes it show something else than what is so. Orders always meet the true book
 * and the true balances: a lie is in the answers only, as with a broken ticker or an account service that lags.
 */
import { bookOf } from "./book.ts";
import { type Fixed, roundDown, times } from "./decimal.ts";
import type { PlaceOfPrices } from "./lie-kinds.ts";
import { type Account, type Balance, type State, serverTime } from "./state.ts";
import type { Level, SymbolState } from "./world.ts";

export function shownPrice(state: State, symbol: SymbolState, place: PlaceOfPrices, price: Fixed): Fixed {
  const lie = state.lies.get(symbol.symbol)?.prices[place];
  if (lie === undefined) return price;
  return roundDown("factor" in lie ? times(price, lie.factor) : lie.absolute, symbol.tickSize);
}

/** The book as tickers and depth show it; under an absolute lie its levels keep their distances. */
export function shownBook(
  state: State,
  symbol: SymbolState,
  place: "ticker" | "book",
): { bids: Level[]; asks: Level[] } {
  const book = bookOf(symbol);
  const lie = state.lies.get(symbol.symbol)?.prices[place];
  if (lie === undefined) return book;
  const middle = symbol.mid ?? book.bids[0]?.price ?? book.asks[0]?.price ?? 0n;
  const shift = (level: Level): Level => ({
    quantity: level.quantity,
    price:
      "factor" in lie
        ? shownPrice(state, symbol, place, level.price)
        : roundDown(lie.absolute + level.price - middle, symbol.tickSize),
  });
  return { bids: book.bids.map(shift), asks: book.asks.map(shift) };
}

export const tickerTimeOf = (state: State, symbol: SymbolState): number =>
  state.lies.get(symbol.symbol)?.tickerTime ?? serverTime(state);

/** The balance as the account's answer has it, or null where it leaves the asset out. */
export function shownBalance(state: State, account: Account, asset: string): Balance | null {
  const balance = behindFills(state, account, asset);
  const lie = account.lies.get(asset);
  if (lie === undefined || (lie.until !== null && lie.until <= serverTime(state))) return balance;
  if (lie.factor === null) return null;
  return { free: times(balance.free, lie.factor), locked: times(balance.locked, lie.factor) };
}

/** What it was `balancesMs` ago, as far as fills have changed it since. */
function behindFills(state: State, account: Account, asset: string): Balance {
  const { free, locked } = account.balances.get(asset) ?? { free: 0n, locked: 0n };
  const shownUntil = serverTime(state) - state.lag.balancesMs;
  const unseen = account.changes.filter((change) => change.asset === asset && change.at > shownUntil);
  if (state.lag.balancesMs === 0 || unseen.length === 0) return { free, locked };
  return {
    free: unseen.reduce((left, change) => left - change.free, free),
    locked: unseen.reduce((left, change) => left - change.locked, locked),
  };
}
