/** What pending rebalances do to a decision: those awake call, those asleep hold back what they stand for. */
import { describe, expect, test } from "vitest";
import type { HoldReason, PendingRebalance, Policy, Snapshot, SuspectFact, TriggerReason } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { aClock, aSuspectPrice, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { type DecideClock, decide } from "./decide";
import { callOf, isAsleep, saysNothingToTrade } from "./pending";

const MINUTE = 60_000;
const BROKEN = "holdings BTC 62 @ 1 ETH 38 @ 1\n targets BTC 50% ETH 50%\n policy band 5%";
const BALANCED = "holdings BTC 51 @ 1 ETH 49 @ 1\n targets BTC 50% ETH 50%\n policy band 5%";
const DAILY = { cron: "0 9 * * *", timeZone: "UTC" };
const SCHEDULE: TriggerReason = { kind: "schedule", ...DAILY, occurrenceAt: NOON - 3 * 3_600_000 };

let count = 0;
function pending(reason: TriggerReason, change: Partial<PendingRebalance> = {}): PendingRebalance {
  count += 1;
  return {
    id: `p${count}`,
    ...callOf(reason, 1),
    state: "open",
    since: NOON - MINUTE,
    until: null,
    attempts: 0,
    restUntil: null,
    driftAtDecline: null,
    restingSince: null,
    ...change,
  };
}
const band = (key: string): TriggerReason => ({
  kind: "band-broken",
  key,
  name: key,
  drift: 0.12,
  band: 0.05,
  excess: 0.07,
});
const declined = (reason: TriggerReason, drift: number, change: Partial<PendingRebalance> = {}) =>
  pending(reason, { state: "resting", driftAtDecline: drift, restingSince: NOON - MINUTE, ...change });

interface Given {
  table: string;
  rows: readonly PendingRebalance[];
  policy?: Partial<Policy>;
  clock?: Partial<DecideClock>;
  snapshot?: Partial<Snapshot>;
}

function check({ table, rows, policy = {}, clock = {}, snapshot = {} }: Given) {
  const world = readPlanTable(table);
  return decide(
    { ...world.policy, ...policy },
    { ...world.snapshot, ...snapshot },
    aClock({ pending: rows, ...clock }),
  );
}
const kinds = (decision: { reasons: readonly { kind: string }[] }) => decision.reasons.map((reason) => reason.kind);
const ON_SCHEDULE: Partial<Policy> = { triggers: [{ kind: "time", ...DAILY }] };

describe("what is awake calls", () => {
  test("an occurrence is due for as long as it is open", () => {
    expect(check({ table: BROKEN, rows: [pending(SCHEDULE)], policy: ON_SCHEDULE }).kind).toBe("rebalance");
    expect(kinds(check({ table: BROKEN, rows: [], policy: ON_SCHEDULE }))).toEqual(["not-due"]);
  });

  test("of a schedule that is no longer in the policy nothing is due", () => {
    const policy: Partial<Policy> = { triggers: [{ kind: "time", cron: "0 10 * * *", timeZone: "UTC" }] };
    expect(kinds(check({ table: BROKEN, rows: [pending(SCHEDULE)], policy }))).toEqual(["not-due"]);
  });

  test("a request and a policy change stand in for the calendar", () => {
    const rows = [pending({ kind: "requested", by: "Ada" })];
    expect(kinds(check({ table: BROKEN, rows, policy: ON_SCHEDULE }))).toEqual(["requested"]);
    const change = [pending({ kind: "policy-changed" })];
    expect(kinds(check({ table: BROKEN, rows: change, policy: ON_SCHEDULE }))).toEqual(["policy-changed"]);
  });

  test("a run that fell short calls where no band is broken, and waits for no cooldown", () => {
    const rows = [pending({ kind: "unfinished-run", rebalanceId: "r1" })];
    const decision = check({ table: BALANCED, rows, clock: { lastRunAt: NOON - MINUTE } });
    expect(decision.kind).toBe("rebalance");
    expect(kinds(decision)).toEqual(["unfinished-run"]);
  });

  test("a deposit's run that fell short goes on as a deposit's: without more to place it moves nothing else", () => {
    const unfinished: TriggerReason = { kind: "unfinished-run", rebalanceId: "r1" };
    const rows = [
      { ...pending(unfinished), reasons: [unfinished, { kind: "cash-flow", share: 0.1, threshold: 0.05 }] },
    ];
    expect(kinds(check({ table: BALANCED, rows: rows as PendingRebalance[] }))).toEqual(["one-sided"]);
  });

  test("but not before its pause is over", () => {
    const rows = [pending({ kind: "unfinished-run", rebalanceId: "r1" }, { attempts: 2, restUntil: NOON + MINUTE })];
    const decision = check({ table: BALANCED, rows });
    expect(decision.reasons[0]).toEqual({ kind: "resting", attempts: 2, until: NOON + MINUTE });
  });
});

describe("what is asleep holds back what it stands for", () => {
  const both = [declined(band("BTC"), 0.12), declined(band("ETH"), 0.12)];

  test("declined bands hold, and say since when and what would change it", () => {
    expect(check({ table: BROKEN, rows: both }).reasons).toEqual([
      { kind: "declined", since: NOON - MINUTE, until: null, drift: 0.12, step: 0.01 },
    ]);
  });

  test.each([
    [0.1101, "hold"],
    [0.11, "rebalance"],
    [0.05, "rebalance"],
  ])("declined at a drift of %f, it is 0.12 now: %s", (drift, kind) => {
    const rows = [declined(band("BTC"), drift), declined(band("ETH"), drift)];
    expect(check({ table: BROKEN, rows }).kind).toBe(kind);
  });

  test("a time of the owner's own: no drift ends it before, nothing holds it after", () => {
    const until = (restUntil: number) => [
      declined(band("BTC"), 0.01, { restUntil }),
      declined(band("ETH"), 0.01, { restUntil }),
    ];
    expect(check({ table: BROKEN, rows: until(NOON + 1) }).kind).toBe("hold");
    expect(check({ table: BROKEN, rows: until(NOON) }).kind).toBe("rebalance");
  });

  test("another band calls for all", () => expect(check({ table: BROKEN, rows: [both[0]!] }).kind).toBe("rebalance"));

  test("so does an occurrence or a changed policy; who requests a check is shown the decline", () => {
    const policy: Partial<Policy> = {
      triggers: [
        { kind: "threshold", portfolioDrift: null },
        { kind: "time", ...DAILY },
      ],
    };
    const calls = (reason: TriggerReason) => check({ table: BROKEN, rows: [...both, pending(reason)], policy });
    expect(calls(SCHEDULE).kind).toBe("rebalance");
    expect(calls({ kind: "policy-changed" }).kind).toBe("rebalance");
    expect(kinds(calls({ kind: "requested", by: "Ada" }))).toEqual(["declined"]);
  });

  test("who requests a check wakes what only pauses after runs that fell short", () => {
    const paused = ["BTC", "ETH"].map((key) => pending(band(key), { attempts: 1, restUntil: NOON + MINUTE }));
    expect(kinds(check({ table: BROKEN, rows: paused }))).toEqual(["resting"]);
    expect(check({ table: BROKEN, rows: [...paused, pending({ kind: "requested", by: "Ada" })] }).kind).toBe(
      "rebalance",
    );
  });

  test("a declined occurrence is shown beside what the check waits for", () => {
    const rows = [declined(SCHEDULE, 0.12)];
    expect(kinds(check({ table: BROKEN, rows, policy: ON_SCHEDULE }))).toEqual(["declined", "not-due"]);
  });

  test("what is not measured yet sleeps", () => {
    const row = pending(band("BTC"), { state: "resting", driftAtDecline: null });
    expect(isAsleep(row, 1, NOON)).toBe(true);
  });
});

describe("gates of what is not so, or not known", () => {
  const suspicion: SuspectFact = {
    about: "balance",
    venueId: "v1",
    venue: "Binance",
    asset: "BTC",
    suspicion: "shrank",
    seen: "1" as Quantity,
    counted: "62" as Quantity,
    since: NOON,
    recheckAt: NOON + MINUTE,
    needsOwner: false,
  };
  const price = aSuspectPrice("ETH", { needsOwner: true });

  test("books and venue apart hold back everything", () => {
    const unexplained = { rebalanceId: "r1", assets: ["BTC"], since: NOON - MINUTE };
    expect(check({ table: BROKEN, rows: [], clock: { unexplained } }).reasons).toEqual([
      { kind: "unexplained-difference", ...unexplained },
    ]);
  });

  test("what is suspect holds, unless the policy goes on without it", () => {
    const snapshot = { suspects: [suspicion, price], frozen: ["BTC", "ETH"] };
    expect(kinds(check({ table: BROKEN, rows: [], snapshot }))).toEqual(["unconfirmed"]);
    expect(kinds(check({ table: BROKEN, rows: [], snapshot, policy: { whenUnconfirmed: "go-on" } }))).not.toContain(
      "unconfirmed",
    );
  });

  test("what is borrowed stops trading whatever the policy says; dust that is set aside stops nothing", () => {
    const negative: SuspectFact = { ...suspicion, suspicion: "negative" };
    const policy: Partial<Policy> = { whenUnconfirmed: "go-on" };
    expect(kinds(check({ table: BROKEN, rows: [], snapshot: { suspects: [negative] }, policy }))).toEqual([
      "unconfirmed",
    ]);
    const setAside = [{ venueId: "v1", asset: "BTC", quantity: "0.0001" as Quantity, share: 0.0001 }];
    expect(check({ table: BROKEN, rows: [], snapshot: { suspects: [suspicion], setAside } }).kind).toBe("rebalance");
  });

  test("only holds on usable facts say that there is nothing to trade", () => {
    const yes: HoldReason[] = [{ kind: "inside-bands", nearest: null }, { kind: "no-value" }];
    expect(saysNothingToTrade(yes)).toBe(true);
    expect(saysNothingToTrade([...yes, { kind: "price-missing", assets: ["BTC"] }])).toBe(false);
    expect(saysNothingToTrade([{ kind: "venue-down", venues: [] }])).toBe(false);
  });
});
