import ccxt from "ccxt";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { decimal, multiply } from "@/lib/money";
import { urgently } from "../../urgent";
import { CREDENTIAL_FIELDS } from "../../venue";
import { toWireId, tradedExchanges } from "../market-data/trading-rules";
import { asAmount, createClient, moveUrl } from "./client";
import { describeExchanges } from "./describe";
import { createHostLimiter, type HostLimiter } from "./limiter";
import { redact } from "./redact";

const limiter = createHostLimiter(() => 0);

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe("another base URL", () => {
  test("moves every REST endpoint of the exchange, paths kept", async () => {
    const baseUrl = "http://127.0.0.1:9100";
    const moved = await createClient({ exchangeId: "binance", baseUrl, limiter });
    const urls = textsOf(moved.exchange.urls.api);
    expect(urls.length).toBeGreaterThan(15);
    for (const url of urls) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:9100\//);
    expect(moved.exchange.urls.api).toMatchObject({
      public: "http://127.0.0.1:9100/api/v3",
      sapi: "http://127.0.0.1:9100/sapi/v1",
      fapiPublic: "http://127.0.0.1:9100/fapi/v1",
    });
  });

  test.each(tradedExchanges())("leaves no endpoint of %s behind, templates included", async (exchangeId) => {
    const { exchange } = await createClient({ exchangeId, baseUrl: "https://proxy.example/x", limiter });
    for (const url of textsOf(exchange.urls.api)) {
      const filled = exchange.implodeHostname(url);
      expect(filled).toMatch(/^https:\/\/proxy\.example\/x/);
    }
  });

  test("may have a path of its own", () => {
    expect(moveUrl("https://api.binance.com/api/v3", "https://proxy.example/binance/")).toBe(
      "https://proxy.example/binance/api/v3",
    );
  });
});

test("an exchange's client has ccxt's traps out: exact figures, no retries, spot, no signed loading", async () => {
  const { exchange } = await createClient({ exchangeId: "binance", limiter });
  expect(exchange.parseNumber("0.1234567890123456789")).toBe("0.1234567890123456789");
  expect(exchange.options).toMatchObject({ defaultType: "spot", fetchMargins: false, maxRetriesOnFailure: 0 });
  expect(exchange.options.fetchMarkets.types).toEqual(["spot"]);
  expect(exchange.has.fetchCurrencies).toBe(false);
});

test("a quantity on the market's step goes out as it is, digit for digit", async () => {
  const { exchange } = await createClient({ exchangeId: "binance", limiter });
  const places = fc.integer({ min: 0, max: 8 });
  fc.assert(
    fc.property(places, fc.bigInt({ min: 1n, max: 10n ** 15n }), (digits, units) => {
      const step = decimal(`1e-${digits}`);
      const precision = { amount: asAmount(step), price: asAmount(step) };
      const market = {
        id: "AB",
        symbol: "A/B",
        base: "A",
        quote: "B",
        baseId: "A",
        quoteId: "B",
        spot: true,
        type: "spot",
      };
      exchange.setMarkets([exchange.safeMarketStructure({ ...market, precision })]);
      const quantity = multiply(decimal(units), step);
      expect(decimal(exchange.amountToPrecision("A/B", quantity)!)).toBe(quantity);
      expect(decimal(exchange.priceToPrecision("A/B", quantity)!)).toBe(quantity);
    }),
  );
});

test("two requests of one millisecond have two nonces", async () => {
  const { exchange } = await createClient({ exchangeId: "kraken", limiter });
  const nonces = Array.from({ length: 50 }, () => exchange.nonce());
  expect(new Set(nonces).size).toBe(50);
});

test("an order does not wait behind a read that waits, and requests still go one at a time", async () => {
  const turns: { isUrgent: boolean; go: () => void }[] = [];
  const paced: HostLimiter = {
    ...limiter,
    take: (_cost, _ms, isUrgent = false) => new Promise((go) => turns.push({ isUrgent, go })),
  };
  const client = await createClient({ exchangeId: "kraken", limiter: paced });
  const { exchange } = client;
  const answers: (() => void)[] = [];
  const sent: string[] = [];
  const stub = async (name: string) => {
    await exchange.throttle(1);
    sent.push(name);
    await new Promise<void>((resolve) => answers.push(resolve));
    return name;
  };
  const reading = client.read(() => stub("read"));
  const querying = urgently(() => client.read(() => stub("find")));
  const ordering = client.order(() => stub("order"));
  expect(turns.map(({ isUrgent }) => isUrgent)).toEqual([false, true, true]);
  turns[1]?.go();
  turns[2]?.go();
  turns[0]?.go();
  for (const name of ["find", "order", "read"]) {
    await vi.waitFor(() => expect(sent.at(-1)).toBe(name));
    answers.shift()?.();
  }
  await Promise.all([reading, querying, ordering]);
  expect(sent).toEqual(["find", "order", "read"]);
});

test.each(["binance", "kraken"])("what was given up while it waited is never sent: %s", async (exchangeId) => {
  vi.useFakeTimers();
  try {
    const slow: HostLimiter = { ...limiter, take: () => new Promise((go) => setTimeout(go, 26_000)) };
    const client = await createClient({ exchangeId, limiter: slow });
    const sent: string[] = [];
    const call = (name: string) => async () => {
      await client.exchange.throttle(1);
      sent.push(name);
    };
    const given = expect(client.order(call("order"))).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(60_000);
    await given;
    expect(sent).toEqual([]);
    // Nobody waits for ever behind it.
    slow.take = async () => undefined;
    await client.read(call("read"));
    expect(sent).toEqual(["read"]);
  } finally {
    vi.useRealTimers();
  }
});

test("the list for the form says what ccxt says of every spot exchange", () => {
  const described = describeExchanges();
  const known = ccxt.exchanges.filter((id) => {
    const ExchangeClass = ccxt[id as keyof typeof ccxt] as unknown as new () => InstanceType<typeof ccxt.Exchange>;
    const { has, name, requiredCredentials } = new ExchangeClass();
    const isSpot = has.spot === true && Boolean(has.fetchBalance) && Boolean(has.fetchTicker || has.fetchTickers);
    const entry = described.find((exchange) => exchange.id === id);
    expect(entry !== undefined, id).toBe(isSpot);
    if (!entry) return false;
    const needs = requiredCredentials as unknown as Record<string, boolean>;
    expect(entry.name).toBe(name);
    expect(entry.credentialFields).toEqual(CREDENTIAL_FIELDS.filter((field) => needs[field]));
    return true;
  });
  expect(described).toHaveLength(known.length);
  expect(described[0]).toMatchObject({ id: "binance", canTradeSafely: true });
});

describe("our id on the wire", () => {
  test("is itself where it fits, a digest where it does not, the same each time", () => {
    const id = "ek03l9e2gk4q9p8f0s7d6a5z4x3-10-2";
    expect(toWireId({ idForm: "plain", idLengthMax: 36 }, id)).toBe(id);
    const digest = toWireId({ idForm: "letters-and-digits", idLengthMax: 32 }, id);
    expect(digest).toMatch(/^[0-9a-f]{32}$/);
    expect(toWireId({ idForm: "letters-and-digits", idLengthMax: 32 }, id)).toBe(digest);
    expect(toWireId({ idForm: "uuid", idLengthMax: 36 }, id)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(toWireId({ idForm: "uuid", idLengthMax: 36 }, `${id}x`)).not.toBe(
      toWireId({ idForm: "uuid", idLengthMax: 36 }, id),
    );
  });
});

test("a text that leaves the adapter holds no address, signature or key", () => {
  const text = redact("GET https://a.example/x?signature=12&timestamp=3 failed, secret: hunter22, key MYAPIKEY1", {
    apiKey: "MYAPIKEY1",
  });
  expect(text).not.toMatch(/a\.example|12&|hunter22|MYAPIKEY1/);
});
