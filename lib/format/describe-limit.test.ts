import { expect, test } from "vitest";
import type { Notional } from "@/lib/money";
import { describeLimit, limitProblems } from "./describe-limit";

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ") ?? null;

test("figures become a row and, past the bound, a sentence", () => {
  const finding = { kind: "price-age", of: "ETH", ageMs: 94_000, ageMsMax: 30_000, isOldest: true } as const;
  const described = describeLimit({ limit: "price-age", isPassed: false, finding });
  expect(plain(described.detail)).toBe("oldest 2 min of 30 s");
  expect(plain(described.problem)).toBe("Price of ETH is 2 min old, limit 30 s.");
});

test("what a person decides is shown and says no to nobody", () => {
  const finding = {
    kind: "largest-order",
    symbol: "BTC/USDT",
    notional: "600" as Notional,
    notionalMax: "500" as Notional,
    unit: "USDT",
  } as const;
  const described = describeLimit({
    limit: "order-notional",
    isPassed: true,
    finding,
    binds: "autopilot",
    leftTo: "person",
  });
  expect(plain(described.detail)).toBe(
    "largest 600.00 of 500.00 USDT: more than the autopilot may do, yours to decide",
  );
  expect(described).toMatchObject({ problem: null, binds: "autopilot" });
});

test("a row of 0.2, which holds its sentence, is shown as it stands", () => {
  const old = {
    limit: "slippage",
    isPassed: false,
    detail: "31.0 bps of 30 bps",
    problem: "The limit price of BTC/USDT allows 31.0 bps of slippage, limit 30 bps.",
  } as const;
  expect(describeLimit(old)).toEqual(old);
  expect(limitProblems([old])).toEqual([old.problem]);
});

test("a limit without a bound or an order is not needed, and slippage has its expected figure beside its bound", () => {
  const none = { kind: "nothing-to-judge", why: "no-limit" } as const;
  expect(describeLimit({ limit: "price-jump", isPassed: true, finding: none })).toMatchObject({ isNotNeeded: true });
  const slippage = { kind: "slippage", of: "plan", symbol: "BTC/USDT", bps: 48, bpsMax: 50 } as const;
  const shown = (expectedBps?: number) =>
    plain(
      describeLimit({
        limit: "slippage",
        isPassed: true,
        finding: { ...slippage, ...(expectedBps === undefined ? {} : { expectedBps }) },
      }).detail,
    );
  expect(shown(1.2)).toBe("expected 1.2 bps, at most 48.0 bps of 50 bps");
  expect(shown()).toBe("at most 48.0 bps of 50 bps");
});
