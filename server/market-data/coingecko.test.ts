import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCoinGecko } from "./coingecko";

const NOW = Date.UTC(2026, 10, 22, 12);
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let requests: URL[] = [];
const server = createServer((request, response) => {
  requests.push(new URL(request.url ?? "", "http://local"));
  answer(request, response);
});
beforeEach(() => {
  requests = [];
  return new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});
afterEach(() => new Promise<void>((closed) => server.close(() => closed())));

const source = (timeoutMs = 2_000) =>
  createCoinGecko({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, now: () => NOW, timeoutMs });

/** A row in the API's own form, with fields we do not read. */
const coin = (symbol: string, market_cap: number | null, id = symbol) => ({
  id,
  symbol,
  name: id,
  current_price: 1,
  market_cap,
  market_cap_rank: 1,
  fully_diluted_valuation: null,
  last_updated: "2026-11-22T11:58:00.000Z",
});
const say = (body: unknown, status = 200, headers: Record<string, string> = {}) => {
  answer = (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
};

test("queries one page for coins that are on it, and answers in the order requested", async () => {
  say([coin("btc", 1.4e12), coin("eth", 4e11), coin("usdt", 1.1e11)]);
  const found = await source().fetch(["ETH", "BTC"]);
  expect(found).toEqual([
    { asset: "ETH", value: 4e11, at: Date.UTC(2026, 10, 22, 11, 58), source: "CoinGecko" },
    { asset: "BTC", value: 1.4e12, at: Date.UTC(2026, 10, 22, 11, 58), source: "CoinGecko" },
  ]);
  expect(requests).toHaveLength(1);
  expect(Object.fromEntries(requests[0]!.searchParams)).toEqual({
    vs_currency: "usd",
    order: "market_cap_desc",
    per_page: "250",
    page: "1",
  });
});

test("of two coins with one ticker the larger counts; one without a capitalisation is not known", async () => {
  say([coin("sol", 9e10), coin("sol", 3e6, "sol-wannabe"), coin("new", 0), coin("newer", null)]);
  expect(await source().fetch(["SOL", "NEW", "NEWER"])).toMatchObject([{ asset: "SOL", value: 9e10 }]);
});

test("turns pages until all are found, and no further than four", async () => {
  answer = (request, response) => {
    const page = Number(new URL(request.url ?? "", "http://local").searchParams.get("page"));
    const rows = Array.from({ length: 250 }, (_, row) => coin(`p${page}c${row}`, 1e9 - page * 1e6 - row));
    response.end(JSON.stringify(rows));
  };
  expect(await source().fetch(["P1C0", "P2C7"])).toHaveLength(2);
  expect(requests).toHaveLength(2);
  expect(await source().fetch(["NOWHERE"])).toEqual([]);
  expect(requests).toHaveLength(2 + 4);
});

test("when it has to wait, says until when", async () => {
  say({ status: { error_code: 429 } }, 429, { "retry-after": "42" });
  await expect(source().fetch(["BTC"])).rejects.toMatchObject({ kind: "rate-limited", retryAt: NOW + 42_000 });
  say("", 429);
  await expect(source().fetch(["BTC"])).rejects.toMatchObject({ kind: "rate-limited", retryAt: NOW + 60_000 });
  expect(requests).toHaveLength(2);
});

test.each([
  ["a server error", 500, "[]", "unreachable"],
  ["a page of HTML", 200, "<html>blocked</html>", "unreadable"],
  ["an object where a list belongs", 200, '{"status":"ok"}', "unreadable"],
])("%s is an error that leaves the last figures in use", async (_, status, body, kind) => {
  say(body, status);
  await expect(source().fetch(["BTC"])).rejects.toMatchObject({ kind });
});

test("a silent server is given up after the time-out", async () => {
  answer = () => {};
  await expect(source(50).fetch(["BTC"])).rejects.toMatchObject({ kind: "unreachable" });
  server.closeAllConnections();
});
