/**
 * The one port to anywhere we hold and trade. An adapter translates; it never decides, never retries an order,
 * never touches the database, and receives opened keys as arguments.
 *
 * Errors: every method throws only VenueError, whose text is free of secrets. An order call has three ends:
 * it returns (accepted), throws `rejected` and its kin (surely not placed), or throws `unknown-outcome` (may be
 * placed: query `findOrder`, never send again). See conformance.ts for the cases each adapter passes.
 */
import type {
  AccountTrade,
  Balance,
  KeyPermissions,
  Market,
  MarketSymbol,
  OrderReport,
  OrderRequest,
  Quote,
  RecentClose,
  Transfer,
  VenueKind,
  VenueTiming,
} from "@/lib/engine/model";

export interface Venue {
  readonly kind: VenueKind;
  /** Name for people: "Binance", "Paper". */
  readonly label: string;
  readonly limits: VenueTiming;
  /**
   * Clock difference, key, permissions: throws VenueError, or returns what the key may do and the latency. A key that
   * was refused before is queried again only when forced, by a person.
   */
  testConnection(options?: {
    isForced?: boolean;
  }): Promise<{ permissions: KeyPermissions; latencyMs: number; clockOffsetMs: number }>;
  loadMarkets(options?: { isForced?: boolean }): Promise<readonly Market[]>;
  /** One row an asset and venue code: what is free comes before what earns ("BTC", then "LDBTC" counted as BTC). */
  fetchBalances(): Promise<readonly Balance[]>;
  /**
   * Quotes of the symbols the venue knows; unknown symbols are absent, never invented. A missing side of the book, and
   * a last trade the venue does not report, are "0".
   */
  fetchQuotes(symbols: readonly MarketSymbol[]): Promise<readonly Quote[]>;
  fetchOpenOrders(symbols: readonly MarketSymbol[]): Promise<readonly OrderReport[]>;
  /** Last closes of one-minute candles, read afresh; absent where the venue has none of its own. */
  fetchRecentCloses?(symbols: readonly MarketSymbol[]): Promise<readonly RecentClose[]>;
  /** Deposits and withdrawals since an instant; null where the venue or the key cannot list them; absent: never can. */
  fetchTransfers?(since: number): Promise<readonly Transfer[] | null>;
  /** Trades of this account in these markets since an instant; null where they cannot be listed. */
  fetchAccountTrades?(symbols: readonly MarketSymbol[], since: number): Promise<readonly AccountTrade[] | null>;
  /** Sends once. Throws VenueError; see above. */
  submitOrder(order: OrderRequest): Promise<OrderReport>;
  /** By our own id; null when the venue says it does not know it (which is not yet proof of absence). */
  findOrder(clientOrderId: string, symbol: MarketSymbol): Promise<OrderReport | null>;
  cancelOrder(clientOrderId: string, symbol: MarketSymbol): Promise<OrderReport | null>;
  close(): Promise<void>;
}

/**
 * Where a refused or failed answer comes from, for sentences and waits; beside `kind`, which says what may be
 * concluded.
 */
export type VenueErrorReason =
  | "key-refused"
  | "too-powerful"
  | "forbidden"
  | "rate-limited"
  | "banned"
  | "blocked-region"
  | "maintenance"
  | "malformed"
  | "silent";

export const VENUE_ERROR_KINDS = [
  "rejected", // surely not placed: the order itself is wrong (filter, minimum, precision)
  "insufficient-funds", // surely not placed
  "market-closed", // surely not placed: halted, delisted, unknown symbol
  "authentication", // surely not placed: key refused
  "permission", // the key may not do this, or may do too much
  "clock-skew", // surely not placed: our timestamp was refused
  "rate-limited", // surely not placed: wait retryAfterMs, every account of this host
  "unknown-outcome", // an order call whose effect is not known
  "unavailable", // a read that failed: try again later
  "bad-answer", // a read whose answer makes no sense (empty balances, cut body)
  "unsupported",
] as const;
export type VenueErrorKind = (typeof VENUE_ERROR_KINDS)[number];

export class VenueError extends Error {
  readonly kind: VenueErrorKind;
  /** The venue's own code where it gave one, for example "-2010". */
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  readonly reason: VenueErrorReason | null;

  constructor(
    kind: VenueErrorKind,
    message: string,
    options: { code?: string | null; retryAfterMs?: number | null; reason?: VenueErrorReason | null } = {},
  ) {
    super(message);
    this.name = "VenueError";
    this.kind = kind;
    this.code = options.code ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.reason = options.reason ?? null;
  }

  /** By name, not by class: the framework loads server modules more than once in a process, each with its own class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "VenueError";
  }

  /** True when an order call that threw this has surely placed nothing. */
  get isSurelyNotPlaced(): boolean {
    return this.kind !== "unknown-outcome" && this.kind !== "unavailable" && this.kind !== "bad-answer";
  }
}

/** Thrown by a paper venue's store: a balance is no longer what the fill was computed from. Nothing was saved. */
export class BalancesMovedError extends Error {
  override name = "BalancesMovedError";
}

/** What the connect form requires, per exchange; derived from ccxt's requiredCredentials. */
export const CREDENTIAL_FIELDS = [
  "apiKey",
  "secret",
  "password",
  "uid",
  "login",
  "twofa",
  "privateKey",
  "walletAddress",
  "token",
  "accountId",
] as const;
export type CredentialField = (typeof CREDENTIAL_FIELDS)[number];
export type Credentials = Partial<Record<CredentialField, string>>;

export interface ExchangeDescription {
  /** ccxt id, for example "binance". */
  id: string;
  name: string;
  credentialFields: readonly CredentialField[];
  /** True where the adapter can look an order up by our own id, which safe execution needs. */
  canTradeSafely: boolean;
}
