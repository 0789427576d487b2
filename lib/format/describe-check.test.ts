import { expect, test } from "vitest";
import type { CheckFinding, DecisionCheck } from "@/lib/engine/model";
import type { Notional } from "@/lib/money";
import { describeCheck } from "./describe-check";
import { withPlainSpaces } from "./number";

const NOW = Date.UTC(2026, 10, 22, 12);
const detail = (finding: CheckFinding, now = NOW) =>
  withPlainSpaces(describeCheck({ check: "bands", outcome: "passed", finding }, now).detail);

test("figures become a row", () => {
  expect(detail({ kind: "price-age", count: 3, ageMs: 4_000, ageMsMax: 60_000 })).toBe(
    "all 3 fresh, oldest 4 s of 60 s",
  );
  expect(detail({ kind: "price-age", count: 1, ageMs: 61_000, ageMsMax: 60_000 })).toBe("too old: oldest 61 s of 60 s");
  expect(detail({ kind: "price-age", count: 0, ageMs: 0, ageMsMax: 60_000 })).toBe("none needed");
  const left = { kind: "left", minutes: 25, skippedFor: "request" } as const;
  expect(detail({ kind: "cooldown", minutes: 60, state: left })).toBe(
    "1 h after each run, 25 min left, skipped for a check by hand",
  );
  expect(detail({ kind: "no-trade", legs: [{ asset: "BTC", side: "sell", why: "market-closed" }] })).toBe(
    "no trade can be made now: sell BTC: market closed",
  );
});

test("broken bands are shown up to four, and counted beyond", () => {
  const broken = ["A", "B", "C", "D", "E", "F"].map((name) => ({ name, drift: -0.036, band: 0.025 }));
  expect(detail({ kind: "bands-broken", broken })).toMatch(/^A −3\.6 pp \(band ±2\.5 pp\), B .*, 2 more$/);
});

test("a schedule's occurrence stands on the schedule's clock, with its year where it is another", () => {
  const next = { at: Date.UTC(2026, 10, 23, 8), timeZone: "Europe/Berlin" };
  expect(detail({ kind: "next-occurrence", next })).toBe("next 23 Nov 09:00 Europe/Berlin");
  expect(detail({ kind: "next-occurrence", next }, Date.UTC(2027, 5, 1))).toBe("next 23 Nov 2026 09:00 Europe/Berlin");
});

test("limits that say no are their sentences", () => {
  const [notional, notionalMax] = ["600" as Notional, "500" as Notional];
  const finding = { kind: "order-size", symbol: "BTC/USDT", notional, notionalMax } as const;
  expect(detail({ kind: "limits", failed: [{ limit: "order-notional", isPassed: false, finding }] })).toBe(
    "The order in BTC/USDT is 600.00, limit 500.00.",
  );
});

test("what was stored as text is shown as it stands: a check of 0.2, and a note or a problem in a row since", () => {
  const old = { check: "bands", outcome: "passed", detail: "all inside, nearest Bitcoin at 3.0 pp" } as const;
  expect(describeCheck(old, NOW)).toEqual(old);
  const note = "The written weights stand: the rule needs 11 days of prices of BTC before it.";
  const rule = { kind: "rule", rule: "equal-risk", asOf: NOW, timeZone: "UTC", sources: ["Binance"] } as const;
  expect(detail({ ...rule, note: note as never })).toBe(`equal risk of 22 Nov 12:00 UTC, from Binance; ${note}`);
  const message = "Every target is fixed or safe, so the rule has nothing to weigh. Free one.";
  expect(detail({ kind: "rule-unresolved", problems: [{ kind: "rule-impossible", message } as never] })).toBe(message);
});

test("what had nothing to compare is not called passed", () => {
  const shown = (check: DecisionCheck) => describeCheck(check, NOW).outcome;
  const passed = (check: DecisionCheck["check"], finding: DecisionCheck["finding"]) =>
    shown({ check, outcome: "passed", finding });
  expect(passed("prices", { kind: "price-age", count: 0, ageMs: 0, ageMsMax: 60_000 })).toBe("not-needed");
  expect(passed("prices", { kind: "price-age", count: 1, ageMs: 0, ageMsMax: 60_000 })).toBe("passed");
  expect(passed("venues", { kind: "venues-answer", count: 0 })).toBe("not-needed");
  expect(passed("bands", { kind: "bands-whole", nearest: null })).toBe("not-needed");
  expect(passed("cooldown", { kind: "cooldown", minutes: 60, state: { kind: "no-run" } })).toBe("not-needed");
  expect(passed("cooldown", { kind: "cooldown", minutes: 60, state: { kind: "over" } })).toBe("passed");
  expect(shown({ check: "prices", outcome: "broken", finding: { kind: "prices-missing", assets: ["BTC"] } })).toBe(
    "broken",
  );
});
