/**
 * What keeps a late order out. Ours: a deadline by the monotonic clock, read on the last line before the socket,
 * and beside it the age by the wall clock, for a machine that slept: its monotonic clock may have slept, too.
 * The exchange's own, where it has one, counted from the intent and not from whenever the request got its turn:
 *
 *   Binance, Bybit, MEXC, OKX, Bitget, KuCoin, Bitvavo   the request carries the intent's time
 *   OKX                                                  and names when it expires, in a header
 *   Kraken                                               names its deadline (its nonce is a counter that only grows)
 */

import type { Exchange } from "ccxt";
import type { OrderRequest } from "@/lib/engine/model";
import { monotonicNow } from "@/server/runtime/monotonic";
import { deadlineParams } from "../kraken";
import type { TradingRule } from "../market-data/trading-rules";

export interface Fence {
  /** Monotonic ms; what waits for its turn until then need not wait on. */
  sendBefore: number;
  /** Read right before the request leaves. */
  isPast(): boolean;
  /** Epoch ms by this computer's clock: the time the request carries; null: the time it is made at. */
  stampedAt: number | null;
  headers: Readonly<Record<string, string>>;
  params: Readonly<Record<string, string>>;
}

/**
 * How long after its intent an exchange may still take an order in: twice what we allow ourselves, and what is usual.
 */
const VALID_MS = 5_000;
/**
 * Older than this by the wall clock nothing is sent: a second more than the deadline, which is the one that is exact.
 */
const WALL_AGE_MS_MAX = 3_000;

interface Sender {
  exchangeId: string;
  client: { readonly exchange: Exchange };
  rule: Pick<TradingRule, "isSequential">;
  now: () => number;
}

export function fenceOf(sender: Sender, order: Pick<OrderRequest, "intentAt" | "sendBefore">): Fence {
  const { exchangeId, client, rule, now } = sender;
  const { intentAt, sendBefore = Number.POSITIVE_INFINITY } = order;
  const isOld = () => intentAt !== undefined && now() - intentAt > WALL_AGE_MS_MAX;
  const isPast = () => monotonicNow() > sendBefore || isOld();
  const none = { sendBefore, isPast, stampedAt: null, headers: {}, params: {} };
  if (intentAt === undefined) return none;
  // An intent that lies ahead was written before the clock was set back: it is now, at the latest.
  const stampedAt = client.exchange.milliseconds() - Math.max(0, now() - intentAt);
  const validUntil = stampedAt - differenceOf(client) + VALID_MS;
  if (exchangeId === "kraken") return { ...none, params: deadlineParams(validUntil) };
  if (rule.isSequential) return none;
  const isOkx = exchangeId === "okx" || exchangeId === "okxus" || exchangeId === "myokx";
  return { ...none, stampedAt, headers: isOkx ? { expTime: String(Math.round(validUntil)) } : {} };
}

/** Our clock less theirs, as last queried. */
function differenceOf(client: Sender["client"]): number {
  const difference: unknown = client.exchange.options.timeDifference;
  return typeof difference === "number" ? difference : 0;
}
