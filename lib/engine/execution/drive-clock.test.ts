/** Clocks that are set and sends that are held up, at every place of a run. */
import { describe, expect, test } from "vitest";
import { type DriveWorld, driveWorld, sentOnce, states } from "@/lib/testing/drive-world";
import { planOrder } from "@/lib/testing/memory-run-store";
import { driveRun } from "./drive";

const HOUR = 3_600_000;

describe("a wall clock that is set", () => {
  const manners = { ackLost: 1, lags: 0.5 };

  async function stepAt(place: number, stepMs: number, backAfter: number | null): Promise<DriveWorld> {
    const there = driveWorld(manners);
    there.beforeAct((act) => {
      if (act === place) there.time.stepMs += stepMs;
      if (backAfter !== null && act === place + backAfter) there.time.stepMs -= stepMs;
    });
    await driveRun(there.ports);
    return there;
  }

  test.each([
    ["back an hour", -HOUR, null],
    ["forward an hour", HOUR, null],
    ["back a little", -3_000, null],
    ["forward for a while", HOUR, 3],
    ["back for a while", -HOUR, 3],
  ] as const)("%s, at any place of a run, changes nothing", async (_name, stepMs, backAfter) => {
    const calm = driveWorld(manners);
    await driveRun(calm.ports);
    expect(states(calm)).toEqual(["filled", "filled", "filled"]);
    for (let place = 0; place < calm.time.acts; place++) {
      const there = await stepAt(place, stepMs, backAfter);
      expect(states(there), `at act ${place}`).toEqual(["filled", "filled", "filled"]);
      expect(there.store.run.state, `at act ${place}`).toBe("settled");
      expect(sentOnce(there), `at act ${place}`).toBe(true);
      expect(there.time.mono, `waits no longer at act ${place}`).toBeLessThan(calm.time.mono + 60_000);
    }
  });

  test("between an intent and its send, forward: not sent, as if the machine had slept, and made anew", async () => {
    const there = driveWorld();
    const { commitIntent } = there.ports.store;
    let isFirst = true;
    there.ports.store.commitIntent = async (...args) => {
      const intent = await commitIntent(...args);
      if (isFirst) there.time.stepMs += HOUR;
      isFirst = false;
      return intent;
    };
    await driveRun(there.ports);
    expect(there.store.run.orders.filter((order) => order.leg === 0).map((order) => order.state)).toEqual([
      "rejected",
      "filled",
    ]);
    expect(states(there)).toEqual(["filled", "filled", "filled"]);
  });

  test.each([-HOUR, HOUR])("by %i ms: requests after it carry the time of the clock as it stands", async (stepMs) => {
    const there = driveWorld();
    const offsets: number[] = [];
    const { submit } = there.venues;
    there.ports.venues.submit = (venueId, request) => {
      offsets.push(request.intentAt - there.ports.clock.now());
      return submit(venueId, request);
    };
    there.beforeAct((act) => {
      if (act === 1) there.time.stepMs += stepMs;
    });
    await driveRun(there.ports);
    expect(offsets).toHaveLength(3);
    for (const offset of offsets) expect(Math.abs(offset)).toBeLessThan(100);
  });

  test("is recorded where it happened", async () => {
    const there = await stepAt(6, -HOUR, null);
    expect(there.store.log.filter((line) => line.includes("clock-stepped"))).toHaveLength(1);
  });

  test.each([-HOUR, HOUR])(
    "by %i ms while the process was dead leaves no order waiting, nor doubled",
    async (stepMs) => {
      const there = driveWorld({ ackLost: 1 });
      const died = new Error("died");
      there.beforeAct((act) => {
        if (there.exchange.sent.size === 1 && act > 0) throw died;
      });
      await expect(driveRun(there.ports)).rejects.toBe(died);
      there.beforeAct(() => {});
      there.time.stepMs += stepMs;
      const { mono } = there.time;
      await driveRun(there.ports);
      expect(sentOnce(there)).toBe(true);
      expect(there.store.run.orders[0]).toMatchObject({ state: "filled" });
      expect(there.time.mono - mono).toBeLessThan(120_000);
    },
  );
});

describe("a send that is held up", () => {
  test.each([
    ["the commit of its intent took 3 s", "commitIntent" as const, 3_000, 0],
    ["it took 1.9 s", "commitIntent" as const, 1_900, 1],
  ])("%s", async (_name, verb, heldMs, sent) => {
    const there = driveWorld();
    const commit = there.ports.store[verb];
    let isFirst = true;
    there.ports.store[verb] = async (...args) => {
      const intent = await commit(...args);
      if (isFirst) there.time.mono += heldMs;
      isFirst = false;
      return intent;
    };
    await driveRun(there.ports);
    expect(there.exchange.sent.has(planOrder("run", there.store.run.legs[0]!).clientOrderId)).toBe(sent === 1);
    expect(there.store.run.orders.some((order) => order.problem?.kind === "held-up")).toBe(sent === 0);
    expect(there.store.run.orders.filter((order) => order.leg === 0).at(-1)!.state).toBe("filled");
  });

  test("a lease that ends sooner ends the time to send", async () => {
    const there = driveWorld();
    const deadlines: number[] = [];
    const { submit } = there.venues;
    there.ports.store.leaseEndsAt = () => there.time.mono + 400;
    there.ports.venues.submit = (venueId, request) => {
      deadlines.push(request.sendBefore - there.time.mono);
      return submit(venueId, request);
    };
    await driveRun(there.ports);
    expect(Math.max(...deadlines)).toBeLessThanOrEqual(400);
  });
});
