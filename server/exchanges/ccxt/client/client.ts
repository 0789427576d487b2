/**
 * A ccxt instance with its traps taken out: spot only, no signed calls while loading markets, no retries, exact
 * figures, the shared limiter instead of its own, and every call traced so that a failure can be judged. An order's
 * deadline is kept on the last line before the socket.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Exchange } from "ccxt";
import { isUrgent as isUrgentHere } from "../../urgent";
import { type Credentials, VenueError } from "../../venue";
import { classifyError } from "../errors/classify-error";
import { findTradingRule } from "../market-data/trading-rules";
import type { Fence } from "./fence";
import type { HostLimiter } from "./limiter";
import { loadExchangeClass } from "./load-class";
import { refuseNonsense } from "./refuse-nonsense";

/** What is known of the call in progress: set by the hooks below, read when it fails. */
interface CallTrace {
  wasSent: boolean;
  /** Of the last request; null while it has no answer. */
  status: number | null;
  body: string | null;
  /** Goes before other work at the limiter: an order, or what is queried for an order's sake. */
  isUrgent: boolean;
  /** Nobody waits for the call any more. */
  isOver: boolean;
  /** Of an order. */
  fence: Fence | null;
  /** Set while it has the turn where requests go one at a time. */
  passTurn: (() => void) | null;
}

const tracing = new AsyncLocalStorage<CallTrace>();

const REQUEST_MS_MAX = 10_000;
/** ccxt stops its clock when the headers are there; a body that never ends needs one of its own. */
const CALL_MS_MAX = 25_000;
const RECV_WINDOW_MS = 5_000;
const NONCE_AHEAD_MAX = 500;
/** An error's body is short; of a long answer nothing is kept. */
const BODY_STORED = 2_000;

export interface ClientOptions {
  exchangeId: string;
  credentials?: Credentials;
  /** Replaces scheme and host of every REST endpoint; paths stay. */
  baseUrl?: string | undefined;
  limiter: HostLimiter;
}

export interface Client {
  readonly exchange: Exchange;
  readonly name: string;
  /** The operator pointed it at another address. */
  readonly isMoved: boolean;
  /** Runs one ccxt call; throws only VenueError. */
  read<T>(call: (exchange: Exchange) => Promise<T>): Promise<T>;
  /** The same for a call that may place or cancel an order; past its fence's deadline no request leaves. */
  order<T>(call: (exchange: Exchange) => Promise<T>, fence?: Fence): Promise<T>;
}

/** "https://api.example.com/v1" under base "http://127.0.0.1:9100" is "http://127.0.0.1:9100/v1". */
export function moveUrl(url: string, baseUrl: string): string {
  return url.replace(/^https?:\/\/[^/]+/, baseUrl.replace(/\/+$/, ""));
}

function moveAll(urls: unknown, baseUrl: string): unknown {
  if (typeof urls === "string") return moveUrl(urls, baseUrl);
  if (typeof urls !== "object" || urls === null) return urls;
  return Object.fromEntries(Object.entries(urls).map(([key, value]) => [key, moveAll(value, baseUrl)]));
}

/** Exchanges name the kinds of markets to load in two ways; both are cut down to spot. */
function spotOnly(types: unknown): unknown {
  if (Array.isArray(types)) return ["spot"];
  if (typeof types !== "object" || types === null) return undefined;
  return Object.fromEntries(Object.keys(types).map((kind) => [kind, kind === "spot"]));
}

/** Request figures as decimal strings: ccxt's own types only know numbers, its code handles both. */
export const asAmount = (value: string): number => value as unknown as number;

export async function createClient(options: ClientOptions): Promise<Client> {
  const { exchangeId, limiter, credentials = {} } = options;
  const ExchangeClass = await loadExchangeClass(exchangeId);
  const exchange = new ExchangeClass({ ...credentials, enableRateLimit: true, timeout: REQUEST_MS_MAX });
  const types = spotOnly(exchange.options.fetchMarkets?.types);
  Object.assign(exchange.options, {
    defaultType: "spot",
    fetchMargins: false,
    adjustForTimeDifference: false,
    maxRetriesOnFailure: 0,
    recvWindow: RECV_WINDOW_MS,
    ...findTradingRule(exchangeId)?.clientOptions,
    ...(types === undefined ? {} : { fetchMarkets: { ...exchange.options.fetchMarkets, types } }),
  });
  exchange.options.fetchOpenOrders = { ...exchange.options.fetchOpenOrders, warnWithoutSymbol: false };
  exchange.has.fetchCurrencies = false;
  exchange.number = String as unknown as typeof exchange.number;
  if (options.baseUrl !== undefined) {
    exchange.urls.api = moveAll(exchange.urls.api, options.baseUrl) as typeof exchange.urls.api;
    // Plain http answers nothing but the operator's own setting of another address.
    exchange.hostname = new URL(options.baseUrl).host;
  }
  refuseNonsense(exchange);
  // Of exchanges we only read nothing is known: they are sent one request at a time.
  hook(exchange, limiter, (findTradingRule(exchangeId)?.isSequential ?? true) ? createTurns() : null);

  async function run<T>(
    isOrder: boolean,
    call: (exchange: Exchange) => Promise<T>,
    fence: Fence | null = null,
  ): Promise<T> {
    const isUrgent = isOrder || isUrgentHere();
    const trace: CallTrace = {
      wasSent: false,
      status: null,
      body: null,
      isUrgent,
      isOver: false,
      fence,
      passTurn: null,
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("No complete answer in time.")), CALL_MS_MAX);
    });
    try {
      return await Promise.race([tracing.run(trace, () => call(exchange)), late]);
    } catch (error) {
      throw classifyError(error, {
        exchangeId,
        exchangeName: exchange.name ?? exchangeId,
        isOrder,
        ...trace,
        retryAfterMs: limiter.bannedForMs() || null,
        credentials,
      });
    } finally {
      clearTimeout(timer);
      trace.isOver = true;
      trace.passTurn?.();
    }
  }

  return {
    exchange,
    name: exchange.name ?? exchangeId,
    isMoved: options.baseUrl !== undefined,
    read: (call) => run(false, call),
    order: (call, fence) => run(true, call, fence),
  };
}

/** One after the other: resolves when it is one's turn, with the way to pass it on. */
function createTurns(): () => Promise<() => void> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const before = last;
    return new Promise((resolve) => {
      last = new Promise<void>((pass) => before.then(() => resolve(pass)));
    });
  };
}

/**
 * Puts the shared limiter and the trace into the instance. Turns are taken after the limiter and before the nonce is
 * made: an order need not wait for a read that waits, and nonces still arrive in the order they were made.
 */
function hook(exchange: Exchange, limiter: HostLimiter, takeTurn: (() => Promise<() => void>) | null): void {
  exchange.throttle = async (cost?: number) => {
    const trace = tracing.getStore();
    await limiter.take(cost ?? 1, exchange.rateLimit ?? 1_000, trace?.isUrgent ?? false, trace?.fence?.sendBefore);
    if (takeTurn !== null && trace) trace.passTurn = await takeTurn();
    // Its caller was given its end: what waited so long must not be sent any more.
    if (!trace?.isOver) return;
    trace.passTurn?.();
    throw new Error("Given up while it waited for its turn.");
  };
  const wall = exchange.milliseconds.bind(exchange);
  exchange.milliseconds = () => tracing.getStore()?.fence?.stampedAt ?? wall();
  const time = exchange.nonce.bind(exchange);
  let lastNonce = 0;
  exchange.nonce = () => {
    const now = time();
    // A timestamp, not a counter: it is the intent's to the millisecond, and no other request's business.
    if (typeof tracing.getStore()?.fence?.stampedAt === "number") return now;
    // Two requests of one millisecond must not share a nonce; after the clock was set back it starts from there.
    lastNonce = now <= lastNonce && lastNonce - now < NONCE_AHEAD_MAX ? lastNonce + 1 : now;
    return lastNonce;
  };
  const send = exchange.fetch.bind(exchange);
  exchange.fetch = (...request: Parameters<typeof send>) => {
    const trace = tracing.getStore();
    const [url, method, headers, body] = request;
    if (trace?.fence?.isPast()) return Promise.reject(tooLate(exchange)).finally(() => trace?.passTurn?.());
    if (trace) Object.assign(trace, { wasSent: true, status: null, body: null });
    const sent = trace?.fence ? { ...headers, ...trace.fence.headers } : headers;
    return send(url, method, sent, body).finally(() => trace?.passTurn?.());
  };
  const receive = exchange.onRestResponse.bind(exchange);
  exchange.onRestResponse = (...answer: Parameters<typeof receive>) => {
    const [status, , , , headers, body] = answer;
    const trace = tracing.getStore();
    if (trace) Object.assign(trace, { status, body: String(body).slice(0, BODY_STORED) });
    limiter.record(status, findHeader(headers, "retry-after"));
    return receive(...answer);
  };
}

/** What left before it in the same call (a question about the account) placed nothing. */
const tooLate = (exchange: Exchange) =>
  new VenueError("rejected", `Not sent: ${exchange.name ?? exchange.id} could not be reached before its deadline.`, {
    code: "not-sent",
  });

function findHeader(headers: unknown, name: string): string | null {
  if (typeof headers !== "object" || headers === null) return null;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "string" ? found : null;
}
