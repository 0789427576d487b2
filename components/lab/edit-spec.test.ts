import { describe, expect, test } from "vitest";
import { editSpec } from "./edit-spec";
import { policy, spec } from "./fixture";

describe("edits", () => {
  test("a second policy of one name gets a number", () => {
    const two = editSpec(editSpec(spec, { do: "add", strategy: { name: "Monthly", policy } }), {
      do: "add",
      strategy: { name: "Monthly", policy },
    });
    expect(two.strategies.map(({ name }) => name)).toEqual(["Yours", "Monthly", "Monthly 2"]);
  });

  test("no more than six", () => {
    let many = spec;
    for (let turn = 0; turn < 9; turn++) many = editSpec(many, { do: "add", strategy: { name: "A", policy } });
    expect(many.strategies).toHaveLength(6);
  });

  test("removing a column keeps the chosen one chosen", () => {
    const three = ["A", "B"].reduce((all, name) => editSpec(all, { do: "add", strategy: { name, policy } }), spec);
    const chosen = editSpec(three, { do: "choose", index: 2 });
    const less = editSpec(chosen, { do: "remove", index: 0 });
    expect(less.strategies[less.chosen]?.name).toBe("B");
    expect(editSpec(spec, { do: "remove", index: 0 })).toBe(spec);
  });

  test("what late prices mean starts the period over where their span is another, and only there", () => {
    const dated = editSpec(spec, { do: "period", period: { start: 1, end: 2 } });
    const sold = editSpec(dated, { do: "edges", edges: { isLateStart: true, delisted: "sell" } });
    expect(sold).toMatchObject({ costs: { isLateStart: true, delisted: "sell" }, period: { start: null, end: null } });
    const again = editSpec(
      { ...sold, period: dated.period },
      { do: "edges", edges: { isLateStart: true, delisted: "write-off" } },
    );
    expect(again.period).toEqual(dated.period);
    expect(editSpec(again, { do: "edges", edges: {} }).period).toEqual(dated.period);
  });

  test("other assets go to every policy of the same targets", () => {
    const two = editSpec(spec, { do: "add", strategy: { name: "Wide", policy } });
    const targets = [{ kind: "asset", asset: "SOL", weight: 1 }] as const;
    const all = editSpec(two, { do: "targets", targets, isForAll: true });
    expect(all.strategies.map((each) => each.policy.targets)).toEqual([targets, targets]);
    const one = editSpec(two, { do: "targets", targets, isForAll: false });
    expect(one.strategies[1]?.policy.targets).toBe(policy.targets);
  });
});
