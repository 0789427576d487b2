/** Many approvals in a row: each by itself, none that was not asked for, none sent twice. */
import { expect, test } from "vitest";
import { approveAll, type Outcome, type Refusal } from "./approve-all";

const rows = (...ids: string[]) => ids.map((rebalanceId) => ({ rebalanceId, planHash: `hash of ${rebalanceId}` }));
const refusal = (reason: string | null, freshRebalanceId: string | null = null): Refusal => ({
  message: `${reason}.`,
  reason,
  freshRebalanceId,
});

/** `answers`: what each is answered, round by round; the last stands for all further ones. */
function world(answers: Readonly<Record<string, readonly (Refusal | null)[]>>) {
  const sent: string[] = [];
  const outcomes = new Map<string, Outcome["kind"] | null>();
  const told: string[] = [];
  let waits = 0;
  const deps = {
    approve: async ({ rebalanceId, planHash }: { rebalanceId: string; planHash: string }) => {
      expect(planHash).toBe(`hash of ${rebalanceId}`);
      const before = sent.filter((id) => id === rebalanceId).length;
      sent.push(rebalanceId);
      const own = answers[rebalanceId] ?? [null];
      return own[Math.min(before, own.length - 1)] ?? null;
    },
    wait: async () => {
      waits += 1;
    },
    tell: (rebalanceId: string, outcome: Outcome | null) => {
      outcomes.set(rebalanceId, outcome?.kind ?? null);
      told.push(`${rebalanceId} ${outcome?.kind ?? "open"}`);
    },
    isStopped: () => false,
  };
  return { deps, sent, outcomes, told, waits: () => waits };
}

test("each is approved once, in order, with the hash that was shown", async () => {
  const { deps, sent, told, waits } = world({});
  await approveAll(rows("a", "b"), deps);
  expect([sent, waits()]).toEqual([["a", "b"], 0]);
  expect(told).toEqual(["a asking", "a approved", "b asking", "b approved"]);
});

test("one that is refused says why and stays; the others go on", async () => {
  const { deps, sent, outcomes } = world({ a: [refusal("world-changed", "fresh")], b: [refusal(null)] });
  await approveAll(rows("a", "b", "c"), deps);
  expect(sent).toEqual(["a", "b", "c"]);
  expect(Object.fromEntries(outcomes)).toEqual({ a: "refused", b: "refused", c: "approved" });
});

test("where the account is busy it is asked again after the rest, and only that one", async () => {
  const busy = refusal("venue-busy");
  const { deps, sent, outcomes, waits } = world({ a: [busy, busy, null], b: [busy, null] });
  await approveAll(rows("a", "b", "c"), deps);
  expect([sent, waits()]).toEqual([["a", "b", "c", "a", "b", "a"], 2]);
  expect(new Set(outcomes.values())).toEqual(new Set(["approved"]));
});

test("an account that stays busy is left to its owner in the end", async () => {
  const { deps, outcomes, sent } = world({ a: [refusal("venue-busy")] });
  await approveAll(rows("a"), deps);
  expect(outcomes.get("a")).toBe("refused");
  expect(sent.length).toBeLessThan(1_000);
});

test("told to stop, it sends nothing further, and what was not sent is open again", async () => {
  const { deps, sent, outcomes } = world({});
  await approveAll(rows("a", "b", "c"), { ...deps, isStopped: () => sent.length >= 1 });
  expect(sent).toEqual(["a"]);
  expect(Object.fromEntries(outcomes)).toEqual({ a: "approved", b: null, c: null });
});
