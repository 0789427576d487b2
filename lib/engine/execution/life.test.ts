import { expect, test } from "vitest";
import { ORDER_STATES, REBALANCE_STATES } from "../model";
import {
  IllegalTransitionError,
  isFinal,
  isInFlight,
  ORDER_EVENTS,
  ORDER_LIFE,
  REBALANCE_LIFE,
  transitionOrder,
  transitionRebalance,
} from "./life";

test("an order can be submitted from the plan only, so it is sent once", () => {
  const from = ORDER_STATES.filter((state) => ORDER_LIFE[state].submit !== undefined);
  expect(from).toEqual(["planned"]);
});

test("nothing leads back to planned: a second try is another order", () => {
  for (const state of ORDER_STATES) expect(Object.values(ORDER_LIFE[state])).not.toContain("planned");
});

test("only an order whose fate is unknown can be found absent", () => {
  const from = ORDER_STATES.filter((state) => ORDER_LIFE[state].surelyAbsent !== undefined);
  expect(from).toEqual(["unknown", "halted"]);
});

test("every order in flight can end, and can be given up on", () => {
  for (const state of ORDER_STATES.filter(isInFlight).filter((each) => each !== "submitting")) {
    expect(transitionOrder(state, "filled")).toBe("filled");
    expect(transitionOrder(state, "undecidable")).toBe("halted");
  }
  expect(transitionOrder("submitting", "interrupted")).toBe("unknown");
});

test("the fill may win the race against the cancel", () => {
  expect(transitionOrder("cancelling", "filled")).toBe("filled");
});

test("what is not in the table is refused by name", () => {
  expect(() => transitionOrder("filled", "submit")).toThrow(IllegalTransitionError);
  expect(() => transitionRebalance("settled", "start")).toThrow("rebalance: settled -> start");
});

test("every rebalance has a way to its end", () => {
  for (const state of REBALANCE_STATES) {
    const seen = new Set([state]);
    for (const each of seen) for (const next of Object.values(REBALANCE_LIFE[each])) seen.add(next);
    expect([...seen].some(isFinal), state).toBe(true);
  }
});

test("the table names no event and no state that is not there", () => {
  for (const state of ORDER_STATES)
    for (const [event, next] of Object.entries(ORDER_LIFE[state])) {
      expect(ORDER_EVENTS).toContain(event);
      expect(ORDER_STATES).toContain(next);
    }
});
