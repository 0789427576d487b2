import { expect, test } from "vitest";
import type { BacktestNote } from "@/lib/engine/backtest/model";
import { describeBacktestNote } from "./describe-backtest-note";

const BAR = Date.UTC(2024, 0, 3);

test.each<[BacktestNote, string]>([
  [{ kind: "withdrawals-cut", count: 1 }, "One withdrawal asked for more than there was and took all that was there."],
  [{ kind: "flows-left-out", count: 2 }, "2 flows lie not within the period after its first bar, and are left out."],
  [
    { kind: "volatility-unknown-at-start", keys: ["BTC", "ETH"] },
    "Prices begin too late to know the volatility of BTC, ETH from the start: until then the band stands at its cap.",
  ],
  [
    { kind: "listed", asset: "SOL", at: BAR },
    "SOL starts on 2024-01-03, its first price; until then the others share its weight in proportion.",
  ],
  [
    { kind: "delisted", asset: "LUNA", at: BAR, delisted: "sell" },
    "LUNA is sold at its last price, on 2024-01-03; from then on the others share its weight in proportion.",
  ],
  [
    { kind: "delisted", asset: "LUNA", at: BAR, delisted: "write-off" },
    "LUNA is worth nothing after its last price, on 2024-01-03; from then on the others share its weight in proportion.",
  ],
  [
    { kind: "written-weights-stand", until: null, problem: { kind: "capitalisation-missing", assets: ["BTC"] } },
    "The written weights stand throughout: there is no capitalisation of BTC by then.",
  ],
  [
    {
      kind: "earlier-weights-stood",
      count: 3,
      first: BAR,
      problem: { kind: "rule-impossible", why: { kind: "no-solution", rule: "equal-risk" } },
    },
    "3 times, first on 2024-01-03, the rule gave no weights and the earlier ones stayed: Rounding kept the rule equal-risk from a solution; look back further.",
  ],
])("%j", (note, text) => expect(describeBacktestNote(note)).toBe(text));
