import { expect, test } from "vitest";
import type { Quantity } from "@/lib/money";
import { describeStatus, type StatusFinding } from "./describe-status";

const READER = { now: Date.UTC(2026, 10, 22, 12), timeZone: "UTC" };
const EARLIER = READER.now - 3 * 3_600_000;

test.each<[StatusFinding, headline: string, detail: string]>([
  [
    { kind: "stopped", at: EARLIER, reason: "travelling" },
    "All trading is stopped.",
    "Since 09:00: travelling. Checks go on, nothing is traded until you resume trading.",
  ],
  [
    { kind: "given-up", attempts: 5, until: READER.now + 3_600_000 },
    "Given up for now: 5 runs fell short.",
    'It is not tried again by itself before 13:00. Look at what the venue said of the orders; "Check now" tries again at once.',
  ],
  [
    {
      kind: "ledger-differs",
      differences: [{ asset: "BTC", ledger: "1" as Quantity, venue: "0.9" as Quantity }],
      isHolding: true,
    },
    "The ledger and the venue differ after the last rebalance.",
    "BTC: ledger 1, venue 0.9. Nothing new is planned until they agree again, or you accept the difference on the rebalance's page. Compare it with the venue's own history.",
  ],
  [
    {
      kind: "ended",
      ending: {
        state: "declined",
        plan: { orders: [], tradedBase: "0", driftAfter: 0 } as never,
        achieved: null,
        outcome: null,
      },
      at: EARLIER,
      baseCurrency: "USDT",
      nextTryAt: null,
    },
    "Holding. You declined the last proposal at 09:00.",
    "Nothing was traded.",
  ],
])("%j", (finding, headline, detail) => expect(describeStatus(finding, READER)).toEqual({ headline, detail }));
