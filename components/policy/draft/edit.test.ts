import { expect, test } from "vitest";
import { DEFAULT_LIMITS, type Policy } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { CORE_TARGETS, corePolicy } from "@/lib/testing/core-policy";
import { assetsOf, draftOf, isSamePolicy, policyOf } from "./draft";
import { editDraft, type PolicyEdit } from "./edit";
import { normalPath, problemAt } from "./problem";
import { problemsOf } from "./problems";
import { cronOf, scheduleOf } from "./schedule";

/** One of its targets has a band of its own. */
const POLICY = corePolicy({
  targets: CORE_TARGETS.map((target, index) =>
    index === 1 ? { ...target, band: { kind: "absolute", width: 0.05 } } : target,
  ),
});

const after = (...edits: PolicyEdit[]) => edits.reduce(editDraft, draftOf(POLICY));
const weights = (draft: ReturnType<typeof after>) =>
  draft.targets.map((row) => `${row.asset || row.name} ${row.weight / 100}`).join(", ");

test("a policy opened and saved untouched is the same policy, to the last digit", () => {
  const thirds: Policy = {
    ...POLICY,
    targets: ["BTC", "ETH", "SOL"].map((asset) => ({ kind: "asset", asset, weight: 1 / 3 })),
  };
  for (const policy of [POLICY, thirds]) expect(policyOf(draftOf(policy))).toEqual(policy);
  expect(problemsOf(draftOf(thirds))).toEqual([]);
});

test("key order does not make two policies differ", () => {
  expect(isSamePolicy(POLICY, { ...POLICY, limits: { ...DEFAULT_LIMITS } })).toBe(true);
  expect(isSamePolicy(POLICY, { ...POLICY, destination: "edge" })).toBe(false);
});

test("with balancing the total stays 100 %, without it the rest is named", () => {
  expect(weights(after({ do: "set-weight", id: "t0", weight: 6000, isBalancing: true }))).toBe(
    "BTC 60, ETH 24, Stablecoins 16",
  );
  const free = after({ do: "set-weight", id: "t0", weight: 4000, isBalancing: false });
  expect(weights(free)).toBe("BTC 40, ETH 30, Stablecoins 20");
  expect(problemAt(problemsOf(free), "targets")).toBe(
    "The weights sum to 90 %, not to 100 %. Give out the other 10 %.",
  );
  expect(weights(editDraft(free, { do: "give-rest", id: "t1" }))).toBe("BTC 40, ETH 40, Stablecoins 20");
});

test("a weight dragged to 100 % and back leaves the others as they were", () => {
  const drag = (weight: number): PolicyEdit => ({ do: "set-weight", id: "t0", weight, isBalancing: true });
  expect(weights(after(drag(7000), drag(10_000), drag(6000)))).toBe("BTC 60, ETH 24, Stablecoins 16");
});

test("a removed row's weight goes to the others", () => {
  expect(weights(after({ do: "remove", id: "t0", isBalancing: true }))).toBe("ETH 60, Stablecoins 40");
});

test("a group takes over the rows it is made of, and can be taken apart again", () => {
  const grouped = after({ do: "add-group", name: "Majors", assets: ["btc", "eth"] });
  expect(weights(grouped)).toBe("Stablecoins 20, Majors 80");
  const majors = grouped.targets[1];
  expect(majors?.members.map((each) => `${each.asset} ${each.weight / 100}`)).toEqual(["BTC 62.5", "ETH 37.5"]);
  expect(weights(editDraft(grouped, { do: "ungroup", id: majors?.id ?? "" }))).toBe("Stablecoins 20, BTC 50, ETH 30");
});

test("inner weights sum to 100 % as well", () => {
  const draft = after(
    { do: "group-mode", id: "t2", mode: "weighted" },
    { do: "member-weight", id: "t2", memberId: "t2m0", weight: 7000 },
  );
  expect(policyOf(draft).targets[2]).toMatchObject({ mode: "weighted", members: [{ weight: 0.7 }, { weight: 0.3 }] });
});

test("problems stand at their fields", () => {
  const draft = after(
    { do: "add-asset", asset: "usdc" },
    { do: "settings", change: { cooldownMinutes: Number.NaN } },
    { do: "limits", change: { orderNotionalMax: notional("0") } },
    { do: "add-trigger", trigger: { kind: "time", cron: "", timeZone: "Mars/Base" } },
  );
  const problems = problemsOf(draft);
  expect(problemAt(problems, "targets.3.asset")).toContain("in the group Stablecoins and in a target of its own");
  expect(problemAt(problems, "cooldownMinutes")).toContain("a number from 0 to 525,600 minutes");
  expect(problemAt(problems, "limits.orderNotionalMax")).toContain("more than 0");
  expect(problemAt(problems, "triggers.1.cron")).toContain("has 0 fields");
  expect(problemAt(problems, "triggers.1.timeZone")).toContain("Mars/Base");
  expect(normalPath("policy.targets[3].asset")).toBe("targets.3.asset");
  expect(assetsOf(draft)).toEqual(["BTC", "ETH", "USDT", "USDC", "USDC"]);
});

test("schedules read as presets where they are one", () => {
  for (const cron of ["0 9 * * *", "30 14 * * 1", "0 0 1 * *", "15 6 2 1,4,7,10 *"]) {
    const schedule = scheduleOf(cron);
    expect(schedule.preset).not.toBe("cron");
    if (schedule.preset !== "cron") expect(cronOf({ ...schedule, preset: schedule.preset })).toBe(cron);
  }
  expect(scheduleOf("*/5 * * * *").preset).toBe("cron");
});
