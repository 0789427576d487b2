import { expect, test } from "vitest";
import { quantity } from "@/lib/money";
import { NOON } from "@/lib/testing/builders";
import { runTable } from "@/lib/testing/run-table";
import { type Answer, type AppliedAnswer, answerContext, applyAnswer } from "./apply-answer";
import { absenceAfterMs, type RunOrder } from "./run";

const TIMING = { requestValidityMs: 10_000, lookupLagMs: 5_000 };
const RUN = runTable("buy ETH 2 @ 2500 limit 2525");
const SENT: RunOrder = { ...RUN.orders[0]!, state: "submitting", quantity: quantity("2"), intentAt: NOON };

const receive = (order: RunOrder, answer: Answer, at: number): AppliedAnswer =>
  applyAnswer(
    order,
    answer,
    answerContext(RUN.legs, [order], order, { queriedAt: at, at, timing: TIMING, knownForMs: at - NOON }),
  );

const report = (state: "open" | "filled" | "expired", filled: string, reported = filled): Answer => ({
  kind: "report",
  report: {
    clientOrderId: SENT.clientOrderId,
    venueOrderId: "77",
    symbol: SENT.symbol,
    side: "buy",
    state,
    quantity: quantity("2"),
    filled: quantity(filled),
    fills:
      reported === "0"
        ? []
        : [
            {
              fillId: "1",
              quantity: quantity(reported),
              price: SENT.limitPrice,
              fee: quantity("0"),
              feeAsset: "ETH",
              at: NOON,
            },
          ],
    at: NOON,
  },
});

test("a fill is booked once, however often it is reported", () => {
  const first = receive(SENT, report("filled", "2"), NOON + 100);
  expect(first.order).toMatchObject({ state: "filled", filled: "2", filledQuote: "5050" });
  expect(receive(first.order, report("filled", "2"), NOON + 200)).toMatchObject({ newFills: [], event: null });
});

test("an order is not over while its fills lag behind its total", () => {
  const first = receive(SENT, report("filled", "2", "0"), NOON + 100);
  expect(first.order).toMatchObject({ state: "open", filled: "0", doneAt: null });
  expect(receive(first.order, report("filled", "2"), NOON + 400).order.state).toBe("filled");
});

test("an end short of the whole counts only after the venue's lag", () => {
  const first = receive(SENT, report("expired", "0.5"), NOON + 100);
  expect(first.order).toMatchObject({ state: "open", filled: "0.5", nextLookupAt: NOON + 100 + TIMING.lookupLagMs });
  expect(receive(first.order, report("expired", "0.5"), NOON + 6_000).order.state).toBe("expired");
});

test("a fill that comes late is booked on an order that had ended", () => {
  const ended: RunOrder = { ...SENT, state: "expired", answeredAt: NOON, doneAt: NOON };
  const late = receive(ended, report("expired", "0.5"), NOON + 60_000);
  expect(late.order).toMatchObject({ state: "expired", filled: "0.5" });
  expect(late.newFills).toHaveLength(1);
});

test("silence makes it unknown, and nothing is planned in its place", () => {
  const silent = receive(SENT, { kind: "unknown", message: "socket closed" }, NOON + 100);
  expect(silent.order.state).toBe("unknown");
  expect(silent.next).toBeNull();
});

test("not found counts only after the request can no longer arrive, and then three times", () => {
  const provableAt = NOON + absenceAfterMs(TIMING);
  let order = receive(SENT, { kind: "unknown", message: "" }, NOON + 100).order;
  for (let at = NOON + 200; at < provableAt; at += 1_000) order = receive(order, { kind: "not-found" }, at).order;
  expect(order).toMatchObject({ state: "unknown", notFound: 0 });
  order = receive(order, { kind: "not-found" }, provableAt).order;
  order = receive(order, { kind: "failed", message: "502", retryAfterMs: null }, provableAt + 500).order;
  order = receive(order, { kind: "not-found" }, provableAt + 1_000).order;
  expect(order).toMatchObject({ state: "unknown", notFound: 2 });
  const third = receive(order, { kind: "not-found", balances: "agree" }, provableAt + 1_500);
  expect(third.order.state).toBe("absent");
  expect(third.next).toEqual({ attempt: 1, plannedQuantity: "2", notBefore: null });
});

test("nothing takes its place while the balances moved as if it had filled, or cannot be read", () => {
  const provableAt = NOON + absenceAfterMs(TIMING);
  const queried: RunOrder = { ...SENT, state: "unknown", notFound: 2 };
  for (const balances of ["moved", "unread", undefined] as const) {
    const answer: Answer = balances ? { kind: "not-found", balances } : { kind: "not-found" };
    const applied = receive(queried, answer, provableAt + 5_000);
    expect(applied.order, String(balances)).toMatchObject({ state: "unknown", lookups: 1 });
    expect(applied.next).toBeNull();
  }
});

test("in its first minute nothing is absent, however quick the venue says it is", () => {
  const quick = { requestValidityMs: 1_000, lookupLagMs: 0 };
  const queried: RunOrder = { ...SENT, state: "unknown", notFound: 2 };
  const at = (ms: number) =>
    applyAnswer(
      queried,
      { kind: "not-found", balances: "agree" },
      answerContext(RUN.legs, [queried], queried, { queriedAt: NOON, at: NOON, timing: quick, knownForMs: ms }),
    ).order.state;
  expect([at(14_500), at(20_000), at(59_999), at(60_000)]).toEqual(["unknown", "unknown", "unknown", "absent"]);
});

test("an answer received after another order took its place makes no third", () => {
  const absent: RunOrder = { ...SENT, state: "absent", doneAt: NOON };
  const second: RunOrder = { ...SENT, id: "0.1", attempt: 1, state: "planned" };
  const timing = { queriedAt: NOON, at: NOON + 90_000, timing: TIMING, knownForMs: 90_000 };
  const refused: Answer = { kind: "refused", refusal: "not-sent", message: "", retryAfterMs: null };
  const applied = applyAnswer(absent, refused, answerContext(RUN.legs, [absent, second], absent, timing));
  expect(applied).toMatchObject({ next: null, order: { state: "rejected" } });
  const found: RunOrder = { ...SENT, state: "filled", filled: quantity("2"), doneAt: NOON };
  for (const answer of [
    refused,
    { kind: "unknown", message: "" },
    { kind: "interrupted" },
    { kind: "gave-up" },
  ] as const)
    expect(applyAnswer(found, answer, answerContext(RUN.legs, [found], found, timing)).order).toBe(found);
});

test("an order that expired without a fill says why; the venue's own reason where it gives one", () => {
  const ended = (expiryReason?: string) => {
    const answer = report("expired", "0") as Extract<Answer, { kind: "report" }>;
    const queried: RunOrder = { ...SENT, state: "open", answeredAt: NOON };
    const given = expiryReason ? { ...answer, report: { ...answer.report, expiryReason } } : answer;
    return receive(queried, given, NOON + 60_000).order.problem;
  };
  expect(ended()).toEqual({ kind: "nobody-traded" });
  expect(ended("Self-trade prevention")).toEqual({ kind: "venue", venueMessage: "Self-trade prevention" });
});

test("a refused timestamp and a rate limit are worth a new order, with a pause; the third is the last", () => {
  const skew = receive(SENT, { kind: "refused", refusal: "clock-skew", message: "", retryAfterMs: null }, NOON);
  expect(skew.next).toMatchObject({ attempt: 1, notBefore: NOON + 500 });
  const limited: Answer = { kind: "refused", refusal: "rate-limited", message: "", retryAfterMs: 30_000 };
  expect(receive(SENT, limited, NOON).next).toMatchObject({ attempt: 1, notBefore: NOON + 30_000 });
  expect(receive({ ...SENT, attempt: 2 }, limited, NOON).next).toBeNull();
});

test("a refusal of the order itself is final, and one of the key ends the run", () => {
  const refuse = (refusal: "rejected" | "authentication") =>
    receive(SENT, { kind: "refused", refusal, message: "no", retryAfterMs: null }, NOON);
  expect(refuse("rejected")).toMatchObject({
    next: null,
    stop: null,
    order: { state: "rejected", problem: { kind: "venue", venueMessage: "no" } },
  });
  expect(refuse("authentication").stop).toEqual({ kind: "key-refused", message: "no" });
});

test("more filled than was sent is a contradiction, reported and not booked over", () => {
  expect(receive(SENT, report("filled", "3"), NOON).contradiction).toMatchObject({
    kind: "order-overfilled",
    filled: "3",
    quantity: "2",
  });
});
