/** What a run does about books that differ once its orders are over. */
import { describe, expect, test } from "vitest";
import type { Quantity } from "@/lib/money";
import { driveWorld } from "@/lib/testing/drive-world";
import type { ScriptedExchange } from "@/lib/testing/scripted-exchange";
import { driveRun } from "./drive";

describe("settling", () => {
  test.each([9_000, 30_000, 110_000])(
    "waits for balances that are %i ms behind, and settles without a difference",
    async (balanceLagMs) => {
      const there = driveWorld();
      const seen: { at: number; rows: ReturnType<ScriptedExchange["balances"]> }[] = [];
      there.beforeAct(() => void seen.push({ at: there.time.mono, rows: there.exchange.balances() }));
      there.ports.venues.readBalances = async () => {
        there.time.mono += 20;
        const then = seen.findLast((each) => each.at <= there.time.mono - balanceLagMs) ?? seen[0];
        return { kind: "read", value: then?.rows ?? there.exchange.balances()! };
      };
      expect(await driveRun(there.ports)).toBe("settled");
      expect(there.store.differences).toEqual([]);
    },
  );

  test("takes what still differs after two minutes for a difference, with few questions", async () => {
    const there = driveWorld();
    let reads = 0;
    const { readBalances } = there.venues;
    there.ports.venues.readBalances = async (venueId) => {
      reads += 1;
      if (there.store.run.opening.length > 0 && reads === 2) there.exchange.moveByHand("BTC", "0.5" as Quantity);
      return readBalances(venueId);
    };
    expect(await driveRun(there.ports)).toBe("settled");
    expect(there.store.differences).toMatchObject([{ asset: "BTC" }]);
    expect(there.time.mono).toBeGreaterThan(120_000);
    expect(reads).toBeLessThan(30);
  });

  test("queries every order once more when the ledger differs, and books what was hidden", async () => {
    const there = driveWorld();
    let isHiding = true;
    const { lookup, submit } = there.venues;
    // The sale filled, and the exchange says at first that it expired with nothing done.
    const hidden = <T extends { kind: string }>(answer: T): T => {
      const found = answer as T & { report?: { symbol: string } };
      if (!isHiding || found.kind !== "report" || found.report?.symbol !== "BTC/USDT") return answer;
      return { ...found, report: { ...found.report, state: "expired", filled: "0", fills: [] } };
    };
    there.ports.venues.submit = async (...args) => hidden(await submit(...args));
    there.ports.venues.lookup = async (...args) => {
      if (there.time.mono > 60_000) isHiding = false;
      return hidden(await lookup(...args));
    };
    expect(await driveRun(there.ports)).toBe("settled");
    expect(there.store.run.orders[0]).toMatchObject({ state: "filled", filled: "0.01" });
    expect(there.store.differences).toEqual([]);
  });
});
