/**
 * The exchanges we trade on, and how each is sent and queried by our own order id. Safe execution needs three things of
 * an exchange: it takes our id with the order, it can be queried by that id whether the order is open or done, and it
 * has immediate-or-cancel limit orders. Where one is missing or unproven the exchange is read, never traded on.
 * `trading-rules.test.ts` holds every row against the requests that ccxt really builds.
 */
import { createHash } from "node:crypto";
import type { Market } from "@/lib/engine/model";

export type IdForm = "plain" | "letters-and-digits" | "uuid" | "gate-text";

export interface TradingRule {
  idForm: IdForm;
  /** Longest id the exchange takes in this form. */
  idLengthMax: number;
  /** Name of our id in the parameters of an order, a look-up and a cancel. */
  idParam: string;
  lookupParam: string;
  /** One call by id, or the open orders and then those that ended, both filtered by the exchange. */
  lookup: "fetch-order" | "open-then-ended";
  /** ccxt's call for orders that ended in any way. Its "closed" means filled alone on some exchanges. */
  endedCall: "fetchClosedOrders" | "fetchCanceledAndClosedOrders";
  /** Open orders of all markets in one answer of at most this many; null: each market must be queried. */
  openOrdersMax: number | null;
  /** After this a delayed request is refused by the exchange itself. */
  requestValidityMs: number;
  lookupLagMs: number;
  feeFrom: Market["feeFrom"];
  /** Requests must arrive in the order of their nonces: one at a time. */
  isSequential: boolean;
  /** What ccxt needs set for these calls on this exchange. */
  clientOptions: Readonly<Record<string, unknown>>;
}

/** Where the exchange answers with all of them, whatever their number. */
const OPEN_ORDERS_MAX = Number.POSITIVE_INFINITY;

const rule = (form: IdForm, idLengthMax: number, idParam: string, rest: Partial<TradingRule> = {}): TradingRule => ({
  idForm: form,
  idLengthMax,
  idParam,
  lookupParam: idParam,
  lookup: "fetch-order",
  endedCall: "fetchClosedOrders",
  openOrdersMax: OPEN_ORDERS_MAX,
  // Without a validity window a request stuck on its way may arrive late: wait a minute before "not found" counts.
  requestValidityMs: 60_000,
  lookupLagMs: 10_000,
  feeFrom: "received",
  isSequential: false,
  clientOptions: {},
  ...rest,
});

const BINANCE = rule("plain", 36, "clientOrderId", { requestValidityMs: 5_000, lookupLagMs: 5_000 });
const OKX = rule("letters-and-digits", 32, "clOrdId", { openOrdersMax: 100 });

const RULES: Readonly<Record<string, TradingRule>> = {
  binance: BINANCE,
  binanceus: BINANCE,
  okx: OKX,
  okxus: OKX,
  myokx: OKX,
  // An immediate-or-cancel order ends cancelled as often as filled; ccxt's fetchClosedOrders queries filled ones only.
  bybit: rule("plain", 36, "orderLinkId", {
    lookup: "open-then-ended",
    endedCall: "fetchCanceledAndClosedOrders",
    openOrdersMax: 50,
    requestValidityMs: 5_000,
  }),
  // KuCoin is not here: by our own id its older order book finds active orders only, and which book answers hangs on a
  // setting that ccxt makes while loading markets with keys. Until a settled order is proven to be found it is watched.
  bitget: rule("plain", 36, "clientOid", { openOrdersMax: 100 }),
  mexc: rule("letters-and-digits", 32, "clientOrderId", { feeFrom: "quote", openOrdersMax: null }),
  kraken: rule("uuid", 36, "clientOrderId", { lookup: "open-then-ended", feeFrom: "quote", isSequential: true }),
  // Bitvavo wants every order to name who or what decided it; any number of ours will do.
  bitvavo: rule("uuid", 36, "clientOrderId", { feeFrom: "quote", clientOptions: { operatorId: 1 } }),
};

export const findTradingRule = (exchangeId: string): TradingRule | null => RULES[exchangeId] ?? null;

export const tradedExchanges = (): readonly string[] => Object.keys(RULES);

const FORMS: Readonly<Record<IdForm, RegExp>> = {
  plain: /^[a-zA-Z0-9_-]+$/,
  "letters-and-digits": /^[a-zA-Z0-9]+$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  "gate-text": /^t-[a-zA-Z0-9_.-]{1,28}$/,
};

/** Our id in the form the exchange takes: itself where it fits, else a digest of it. Same id, same wire id. */
export function toWireId(rules: Pick<TradingRule, "idForm" | "idLengthMax">, clientOrderId: string): string {
  if (clientOrderId.length <= rules.idLengthMax && FORMS[rules.idForm].test(clientOrderId)) return clientOrderId;
  const digest = createHash("sha256").update(clientOrderId).digest("hex").slice(0, 32);
  if (rules.idForm === "uuid")
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20)}`;
  if (rules.idForm === "gate-text") return `t-${digest.slice(0, 28)}`;
  return digest.slice(0, rules.idLengthMax);
}
