/** Every exchange we trade on, held against the requests ccxt really builds: no network, the last step is caught. */
import { describe, expect, test } from "vitest";
import { CREDENTIALS, FREE, setSpotMarket } from "@/server/testing/offline-ccxt";
import { asAmount, createClient } from "../client/client";
import { describeExchanges } from "../client/describe";
import { findTradingRule, toWireId, tradedExchanges } from "./trading-rules";

const OURS = "ek03l9e2gk4q9p8f0s7d6a5z4x3-0-0";

interface Request {
  method: string;
  sent: string;
}

/** A client that knows one market and writes down every request instead of sending it. */
async function offlineClient(exchangeId: string) {
  const client = await createClient({ exchangeId, credentials: CREDENTIALS, limiter: FREE });
  const requests: Request[] = [];
  const { exchange } = client;
  exchange.fetch = async (url: string, method: string, _headers: unknown, body: unknown) => {
    requests.push({
      method,
      sent: decodeURIComponent(`${url} ${typeof body === "string" ? body : JSON.stringify(body ?? "")}`),
    });
    throw new Error("caught");
  };
  setSpotMarket(exchange);
  return { client, requests };
}

describe.each(tradedExchanges())("%s", (exchangeId) => {
  const rule = findTradingRule(exchangeId)!;
  const wireId = toWireId(rule, OURS);

  test("is sent our own id with an immediate-or-cancel limit order, in one request", async () => {
    const { client, requests } = await offlineClient(exchangeId);
    const params = { [rule.idParam]: wireId, timeInForce: "IOC" };
    await client
      .order((exchange) =>
        exchange.createOrder("BTC/USDT", "limit", "buy", asAmount("0.00123"), asAmount("60000.5"), params),
      )
      .catch(() => undefined);
    expect(requests).toHaveLength(1);
    const [request] = requests;
    expect(request!.method).toBe("POST");
    expect(request!.sent).toContain(wireId);
    expect(request!.sent).toMatch(/\bioc\b|immediate/i);
    expect(request!.sent).toContain("0.00123");
    expect(request!.sent).toContain("60000.5");
    expect(request!.sent).not.toMatch(/type["'=:\s]+market/i);
  });

  test("is queried by our own id", async () => {
    const { client, requests } = await offlineClient(exchangeId);
    const params = { [rule.lookupParam]: wireId };
    if (rule.lookup === "fetch-order")
      await client
        .read((exchange) => exchange.fetchOrder(exchangeId.startsWith("binance") ? "" : wireId, "BTC/USDT", params))
        .catch(() => undefined);
    else {
      await client
        .read((exchange) => exchange.fetchOpenOrders("BTC/USDT", undefined, undefined, params))
        .catch(() => undefined);
      await client
        .read((exchange) => exchange[rule.endedCall]("BTC/USDT", undefined, undefined, params))
        .catch(() => undefined);
    }
    expect(requests).toHaveLength(rule.lookup === "fetch-order" ? 1 : 2);
    for (const request of requests) {
      expect(request.sent).toContain(wireId);
      // Queried for filled orders alone, one that was cancelled part-filled would seem never to have been there.
      expect(request.sent).not.toMatch(/\b(orderStatus|status|state)=/i);
    }
  });

  test("is queried for the open orders of all markets at once, unless it wants each named", async () => {
    const { client, requests } = await offlineClient(exchangeId);
    const named = rule.openOrdersMax === null ? "BTC/USDT" : undefined;
    await client.read((exchange) => exchange.fetchOpenOrders(named)).catch(() => undefined);
    expect(requests).toHaveLength(1);
    expect(/BTC-?_?USDT|XBTUSDT/.test(requests[0]!.sent)).toBe(named !== undefined);
  });
});

test("KuCoin is watched only: its look-up by our id does not find what has settled", () => {
  expect(findTradingRule("kucoin")).toBeNull();
  expect(describeExchanges().find(({ id }) => id === "kucoin")).toMatchObject({ canTradeSafely: false });
});
