/** Single troubles before the first order, and keys that are refused: what is sent, and what is said. */
import { describe, expect, test } from "vitest";
import type { Price, Quantity } from "@/lib/money";
import { type DriveWorld, driveWorld } from "@/lib/testing/drive-world";
import { driveRun } from "./drive";
import type { OpeningBalance } from "./run";

const KEY_REFUSED = { kind: "failed", message: "Invalid API-key.", retryAfterMs: null, isKeyRefused: true } as const;

describe("before the first order", () => {
  test("a market that was closed after the proposal is seen: no order is sent, nothing is sold for it", async () => {
    for (const symbol of ["BTC/USDT", "ETH/USDT", "SOL/USDT"]) {
      const there = driveWorld();
      there.exchange.closeMarket(symbol);
      expect(await driveRun(there.ports)).toBe("stopped");
      expect(there.exchange.sent.size).toBe(0);
      expect(there.store.whyEnded).toEqual({ kind: "market-closed", symbol });
    }
  });

  test("filters that changed since the proposal are kept to", async () => {
    const there = driveWorld();
    there.ports.venues.readMarkets = async () => ({
      kind: "read",
      value: there.exchange
        .listMarkets()!
        .map((market) =>
          market.base === "ETH" ? { ...market, quantityStep: "0.03" as Quantity, priceStep: "1" as Price } : market,
        ),
    });
    const sizes: string[] = [];
    const { submit } = there.venues;
    there.ports.venues.submit = (venueId, request) => {
      sizes.push(`${request.symbol} ${request.quantity}`);
      return submit(venueId, request);
    };
    await driveRun(there.ports);
    expect(sizes).toContain("ETH/USDT 0.09");
  });

  test("what was approved and is no longer so is not executed, and says why", async () => {
    const there = driveWorld();
    there.ports.review = async () => ({ kind: "changed", change: { kind: "nothing-left" } });
    expect(await driveRun(there.ports)).toBe("stopped");
    expect(there.exchange.sent.size).toBe(0);
    expect(there.store.whyEnded).toEqual({ kind: "world-changed", change: { kind: "nothing-left" } });
  });

  test("a check that fails is tried again, and ends the run when it keeps failing", async () => {
    const there = driveWorld();
    let failures = 3;
    there.ports.review = async () => (failures-- > 0 ? { kind: "failed", message: "502" } : { kind: "same" });
    expect(await driveRun(there.ports)).toBe("settled");
    const hopeless = driveWorld();
    hopeless.ports.review = async () => ({ kind: "failed", message: "502" });
    expect(await driveRun(hopeless.ports)).toBe("stopped");
    expect(hopeless.store.whyEnded).toEqual({ kind: "not-reconciled", message: "502" });
  });

  test("the check is given the balances that the run would begin with", async () => {
    const there = driveWorld();
    const seen: (readonly OpeningBalance[])[] = [];
    there.ports.review = async (_run, opening) => {
      seen.push(opening);
      return { kind: "same" };
    };
    await driveRun(there.ports);
    expect(seen).toEqual([there.store.run.opening]);
  });
});

describe("a key that is refused", () => {
  const counting = (there: DriveWorld, from: () => boolean) => {
    const counts = { refused: 0 };
    const refuse =
      <Args extends unknown[], T>(verb: (...args: Args) => Promise<T>) =>
      async (...args: Args) => {
        if (!from()) return verb(...args);
        counts.refused += 1;
        return KEY_REFUSED as never;
      };
    there.ports.venues.readBalances = refuse(there.venues.readBalances);
    there.ports.venues.lookup = refuse(there.venues.lookup);
    return counts;
  };

  test("before the start is tried twice, and ends the run as that", async () => {
    const there = driveWorld();
    const counts = counting(there, () => true);
    expect(await driveRun(there.ports)).toBe("stopped");
    expect(counts.refused).toBe(2);
    expect(there.store.whyEnded).toEqual({ kind: "key-refused", message: "Invalid API-key." });
    expect(there.exchange.sent.size).toBe(0);
  });

  test("with the order's own answer is tried once more, for the balances", async () => {
    const there = driveWorld();
    const counts = counting(there, () => there.store.run.opening.length > 0);
    const answers: number[] = [];
    there.ports.venues.submit = async () => {
      answers.push(1);
      return { kind: "refused", refusal: "authentication", message: "Invalid API-key.", retryAfterMs: null };
    };
    expect(await driveRun(there.ports)).toBe("stopped");
    expect(answers).toHaveLength(1);
    expect(counts.refused).toBeLessThanOrEqual(1);
    expect(there.store.whyEnded).toEqual({ kind: "key-refused", message: "Invalid API-key." });
  });

  test("while an order's fate is unknown halts the run, said as that, after two questions", async () => {
    const there = driveWorld({ ackLost: 1 });
    const counts = counting(there, () => there.exchange.sent.size > 0);
    expect(await driveRun(there.ports)).toBe("halted");
    expect(counts.refused).toBe(2);
    expect(there.store.run.orders[0]).toMatchObject({ state: "halted" });
    expect(there.store.run.orders[0]!.problem).toMatchObject({ kind: "key-refused" });
    expect(there.store.whyEnded).toMatchObject({ kind: "key-refused" });
  });
});
