import { describe, expect, test } from "vitest";
import { VenueError } from "../../venue";
import { createKeyGuard } from "./key-guard";

const refusal = new VenueError("authentication", "Binance refused the key.", { code: "-2015", reason: "key-refused" });
const outage = new VenueError("unavailable", "Binance cannot be reached.");

/** A guard, and an account whose requests are counted and end as scripted. */
function guarded() {
  const guard = createKeyGuard("Binance");
  let sent = 0;
  const call = (...ends: readonly (VenueError | "ok")[]) =>
    Promise.allSettled(
      ends.map((end) =>
        guard.run(async () => {
          sent += 1;
          await Promise.resolve();
          if (end !== "ok") throw end;
          return end;
        }),
      ),
    );
  return { guard, call, sent: () => sent };
}

describe("a refused key", () => {
  test("is tried twice, then no more, whoever calls", async () => {
    const { call, sent } = guarded();
    for (let turn = 0; turn < 30; turn++) await call(refusal);
    expect(sent()).toBe(2);
  });

  test("is tried twice when ten call at once", async () => {
    const { call, sent } = guarded();
    const ends = await call(...Array<VenueError>(10).fill(refusal));
    expect(sent()).toBe(2);
    for (const end of ends)
      expect(end).toMatchObject({ reason: { kind: "authentication", reason: "key-refused", isSurelyNotPlaced: true } });
  });

  test("that died while it was in use is tried twice", async () => {
    const { call, sent } = guarded();
    await call("ok", "ok", "ok");
    for (let turn = 0; turn < 5; turn++) await call(refusal, refusal);
    expect(sent()).toBe(3 + 2);
  });

  test("gets one more try from a person, and no second by itself", async () => {
    const { guard, call, sent } = guarded();
    await call(refusal, refusal, refusal);
    guard.allowOneTry();
    await call(refusal, refusal, refusal);
    expect(sent()).toBe(3);
    guard.allowOneTry();
    await call("ok");
    await call("ok", "ok");
    expect(sent()).toBe(6);
  });
});

describe("a key that works", () => {
  test("is not condemned by a refusal between answers, nor by outages", async () => {
    const { call, sent } = guarded();
    for (let turn = 0; turn < 5; turn++) await call("ok", refusal);
    for (let turn = 0; turn < 5; turn++) await call(outage, outage);
    expect(sent()).toBe(20);
  });

  test("lets requests go side by side once it has worked", async () => {
    const { guard } = guarded();
    await guard.run(async () => "ok");
    let open = 0;
    let most = 0;
    await Promise.all(
      [1, 2, 3].map(() =>
        guard.run(async () => {
          open += 1;
          most = Math.max(most, open);
          await Promise.resolve();
          open -= 1;
        }),
      ),
    );
    expect(most).toBe(3);
  });
});
