/** Everything the test exchange remembers. One object, replaced whole by a reset. */
import type { Fixed } from "./decimal.ts";
import type { BalanceLie, MarketLies } from "./lie-kinds.ts";
import type { TroubleName } from "./troubles.ts";
import { freshSymbols, type SymbolState } from "./world.ts";

export interface Balance {
  free: Fixed;
  locked: Fixed;
}

export interface Restrictions {
  ipRestrict: boolean;
  enableReading: boolean;
  enableWithdrawals: boolean;
  enableInternalTransfer: boolean;
  permitsUniversalTransfer: boolean;
  enableSpotAndMarginTrading: boolean;
  enableMargin: boolean;
  enableFutures: boolean;
}

export interface TransferRecord {
  id: number;
  kind: "deposit" | "withdrawal";
  asset: string;
  quantity: Fixed;
  at: number;
}

export interface Account {
  apiKey: string;
  secret: string;
  balances: Map<string, Balance>;
  restrictions: Restrictions;
  takerRate: string;
  /** Answers /account with an empty list, as a broken exchange might. */
  hidesBalances: boolean;
  /** By asset: what the account's answer says instead of what is so. */
  lies: Map<string, BalanceLie>;
  /** What fills changed, newest last: so that balances can lag behind them. */
  changes: BalanceChange[];
  transfers: TransferRecord[];
  /** The owner deleted the key: every signed request is refused. */
  isRevoked: boolean;
}

export interface BalanceChange {
  at: number;
  asset: string;
  free: Fixed;
  locked: Fixed;
}

export interface Trade {
  id: number;
  orderId: number;
  symbol: string;
  price: Fixed;
  quantity: Fixed;
  commission: Fixed;
  commissionAsset: string;
  isBuyer: boolean;
  isMaker: boolean;
  at: number;
}

export interface Order {
  apiKey: string;
  symbol: string;
  orderId: number;
  clientOrderId: string;
  side: "BUY" | "SELL";
  type: string;
  timeInForce: string;
  price: Fixed;
  quantity: Fixed;
  quoteQuantity: Fixed;
  executed: Fixed;
  executedQuote: Fixed;
  locked: Fixed;
  status: "NEW" | "PARTIALLY_FILLED" | "FILLED" | "CANCELED" | "EXPIRED";
  trades: Trade[];
  at: number;
  updatedAt: number;
  /** Look-ups do not find it before this instant. */
  hiddenUntil: number;
}

export interface Fault {
  /** "POST", or any when absent. */
  method?: string;
  /** Start of the path, for example "/api/v3/order". */
  path?: string;
  /** How many matching requests it hits; default 1. */
  times: number;
  /** Leaves the first n matching requests alone. */
  skip?: number;
  kind:
    | { do: "drop-after" }
    | { do: "drop-before" }
    | { do: "delay"; ms: number }
    /** Executes, and answers on command (POST release). */
    | { do: "hold" }
    | { do: "answer"; status: number; body: string; headers?: Record<string, string>; execute?: boolean }
    /** Refuses as exchanges refuse everybody: troubles.ts. */
    | { do: "trouble"; as: TroubleName }
    | { do: "cut-body" };
}

export interface RequestRecord {
  at: number;
  method: string;
  path: string;
  /** Without the signature. */
  params: Record<string, string>;
  apiKey: string | null;
  status: number | null;
}

/** What a market's past lacks. */
export interface CandleScript {
  /** No bar is older, epoch ms. */
  listedAt: number;
  /** Times [from, to) for which there are no bars. */
  gaps: (readonly [number, number])[];
  /** Most bars an answer brings, whatever was requested. */
  pageMax: number;
}

export interface State {
  symbols: Map<string, SymbolState>;
  candles: Map<string, CandleScript>;
  accounts: Map<string, Account>;
  orders: Order[];
  faults: Fault[];
  /** Answers that wait for POST release. */
  held: (() => void)[];
  requests: RequestRecord[];
  skewMs: number;
  hideOrdersMs: number;
  /** By market. */
  lies: Map<string, MarketLies>;
  /** How far answers are behind what is so: balances behind fills, the list of trades behind trades. */
  lag: { balancesMs: number; tradesMs: number };
  nextOrderId: number;
  nextTradeId: number;
  nextTransferId: number;
}

export const freshState = (): State => ({
  symbols: freshSymbols(),
  candles: new Map(),
  accounts: new Map(),
  orders: [],
  faults: [],
  held: [],
  requests: [],
  skewMs: 0,
  hideOrdersMs: 0,
  lies: new Map(),
  lag: { balancesMs: 0, tradesMs: 0 },
  nextOrderId: 1001,
  nextTradeId: 5001,
  nextTransferId: 9001,
});

export const serverTime = (state: State) => Date.now() + state.skewMs;

export function balanceOf(account: Account, asset: string): Balance {
  const known = account.balances.get(asset) ?? { free: 0n, locked: 0n };
  account.balances.set(asset, known);
  return known;
}

const CHANGES_CACHED = 1_000;

/** Changes a balance by a fill; the change is remembered, so that the account's answer can lag behind it. */
export function changeBalance(state: State, account: Account, change: Omit<BalanceChange, "at">): void {
  const balance = balanceOf(account, change.asset);
  balance.free += change.free;
  balance.locked += change.locked;
  account.changes.push({ ...change, at: serverTime(state) });
  if (account.changes.length > CHANGES_CACHED) account.changes.shift();
}
