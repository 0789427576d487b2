import { describe, expect, test } from "vitest";
import { DEFAULT_BAND, TARGET_RULE_KINDS } from "@/lib/engine/model";
import { parsePolicy, printPolicy } from "@/lib/schemas/policy";
import { corePolicy } from "@/lib/testing/core-policy";
import { pageOfPath, problemsByPage } from "../pages/pages";
import { bandOfKind, writtenWidth } from "./bands";
import { draftOf, isSamePolicy, keyOfDraft, policyOf } from "./draft";
import { editDraft, type PolicyEdit } from "./edit";
import { dynamicOfKind, PARTS } from "./parts";
import { problemAt } from "./problem";
import { problemsOf } from "./problems";

const POLICY = corePolicy({
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.4 },
    { kind: "asset", asset: "ETH", weight: 0.25 },
    { kind: "asset", asset: "SOL", weight: 0.15 },
    { kind: "group", name: "Stablecoins", weight: 0.2, mode: "fungible", members: ["USDT", "USDC"] },
  ],
});

const edited = (...edits: PolicyEdit[]) => edits.reduce(editDraft, draftOf(POLICY));
const switched = (part: (typeof PARTS)[number], isOn = true): PolicyEdit => ({
  do: "switch",
  part,
  isOn,
  timeZone: "Europe/Berlin",
});
const dynamicOf = (draft: ReturnType<typeof edited>) => {
  const { dynamic } = draft.settings;
  if (!dynamic) throw new Error("The policy follows nothing");
  return dynamic;
};
const set = (draft: ReturnType<typeof edited>, change: object) =>
  editDraft(draft, { do: "settings", change: { dynamic: { ...dynamicOf(draft), ...change } } });

describe("parts are off until switched on", () => {
  test("each starts as a policy the server takes, and off again is the policy as it was", () => {
    for (const part of PARTS) {
      const on = edited(switched(part));
      expect(problemsOf(on)).toEqual([]);
      expect(parsePolicy(policyOf(on))).toMatchObject({ ok: true });
      const off = editDraft(on, switched(part, false));
      expect(policyOf(off)).toEqual(POLICY);
      expect(isSamePolicy(policyOf(off), POLICY)).toBe(true);
    }
  });

  test("a part switched off and on again has its figures back", () => {
    const changed = editDraft(edited(switched("stop")), {
      do: "settings",
      change: { stop: { kind: "peak", windowDays: null, drop: 0.12, safeAsset: "USDC", restart: { kind: "manual" } } },
    });
    const again = [switched("stop", false), switched("stop")].reduce(editDraft, changed);
    expect(again.settings.stop).toMatchObject({ drop: 0.12, safeAsset: "USDC" });
  });

  test("null, as a file may say it, is the same as absent", () => {
    expect(isSamePolicy({ ...POLICY, dynamic: null, stop: null, flow: "both" }, POLICY)).toBe(true);
  });
});

describe("weights that follow the market", () => {
  test("stablecoins keep their weight, the others stay within 10 pp, monthly", () => {
    expect(dynamicOf(edited(switched("dynamic")))).toMatchObject({
      rule: { kind: "inverse-volatility" },
      fixed: ["group:Stablecoins"],
      safe: null,
      bound: 0.1,
      cron: "0 9 1 * *",
      timeZone: "Europe/Berlin",
    });
  });

  test("every rule starts as one the server takes, and survives export and import", () => {
    for (const kind of TARGET_RULE_KINDS) {
      const draft = edited(switched("dynamic"));
      const chosen = set(draft, dynamicOfKind(kind, draft, dynamicOf(draft)));
      expect(problemsOf(chosen)).toEqual([]);
      const policy = policyOf(chosen);
      const read = parsePolicy(JSON.parse(printPolicy(policy)));
      expect(read.ok && isSamePolicy(read.policy, policy)).toBe(true);
      expect(policyOf(draftOf(policy))).toEqual(policy);
    }
  });

  test("a rule that leaves the market moves into the stablecoins, and out of them when another is chosen", () => {
    const draft = edited(switched("dynamic"));
    const momentum = set(draft, dynamicOfKind("momentum", draft, dynamicOf(draft)));
    expect(dynamicOf(momentum)).toMatchObject({ safe: "group:Stablecoins", fixed: [], bound: null });
    const equal = set(momentum, dynamicOfKind("equal", momentum, dynamicOf(momentum)));
    expect(dynamicOf(equal)).toMatchObject({ safe: null, fixed: ["group:Stablecoins"], bound: 0.1 });
  });

  test("names of targets follow a rename, a split, a merge and a removal", () => {
    const draft = edited(switched("dynamic"));
    const id = draft.targets.find((row) => row.kind === "group")?.id ?? "";
    const renamed = editDraft(draft, { do: "rename-group", id, name: "Dollars" });
    expect(dynamicOf(renamed).fixed).toEqual(["group:Dollars"]);
    const split = editDraft(renamed, { do: "ungroup", id });
    expect(dynamicOf(split).fixed).toEqual(["USDT", "USDC"]);
    const merged = editDraft(split, { do: "add-group", name: "Cash", assets: ["USDT", "USDC"] });
    expect(dynamicOf(merged).fixed).toEqual(["group:Cash"]);
    const mixed = editDraft(split, { do: "add-group", name: "Mix", assets: ["USDT", "SOL"] });
    expect(dynamicOf(mixed).fixed).toEqual(["USDC"]);
    const removed = editDraft(split, {
      do: "remove",
      id: split.targets.find((row) => keyOfDraft(row) === "USDC")?.id ?? "",
      isBalancing: true,
    });
    expect(dynamicOf(removed).fixed).toEqual(["USDT"]);
  });
});

describe("what is wrong is said at its field and on its page", () => {
  const problemOf = (change: object, path: string) =>
    problemAt(problemsOf(set(edited(switched("dynamic")), change)), path);

  test("figures", () => {
    expect(problemOf({ rule: { kind: "equal-risk", lookbackDays: 1 } }, "dynamic.rule.lookbackDays")).toBe(
      "The look-back must be from 2 to 3,650 days, not 1 days.",
    );
    expect(problemOf({ bound: Number.NaN }, "dynamic.bound")).toBe("The bound must be a number from 0 to 100 pp.");
    expect(problemOf({ timeZone: "Mars/Base" }, "dynamic.timeZone")).toContain("Mars/Base");
  });

  test("weights that cannot add up", () => {
    expect(problemOf({ weightMin: 0.3, bound: null }, "dynamic.weightMin")).toBe(
      "3 targets of at least 30 % are more than the 80 % that the fixed ones leave.",
    );
    expect(problemOf({ weightMax: 0.25, bound: null }, "dynamic.weightMax")).toBe(
      "3 targets of at most 25 % are less than the 80 % that the fixed ones leave.",
    );
    expect(problemOf({ weightMax: 0.28 }, "dynamic.bound")).toBe(
      "BTC cannot stay within 10 % of its 40 % and between 0 % and 28 %.",
    );
  });

  test("who follows", () => {
    const all = ["BTC", "ETH", "SOL", "group:Stablecoins"];
    expect(problemOf({ fixed: all }, "dynamic.fixed")).toContain("nothing to set");
    const steady = { kind: "volatility-target", volatility: 0.4, halfLifeDays: 20, exposureMax: 1 };
    expect(problemOf({ rule: steady }, "dynamic.safe")).toContain("Name the target that takes what is not invested");
    expect(problemOf({ rule: steady, safe: "group:Stablecoins" }, "dynamic.safe")).toContain(
      "is fixed, so it cannot take",
    );
    const best = { kind: "momentum", lookbackDays: 90, top: 4, returnMin: 0 };
    expect(problemOf({ rule: best }, "dynamic.rule.top")).toContain("The rule sets 3 targets");
  });

  test("guard, stop, flow and bands", () => {
    const draft = edited(
      switched("trendGuard"),
      switched("stop"),
      { do: "add-trigger", trigger: { kind: "cash-flow", shareMin: 2 } },
      { do: "settings", change: { trendGuard: { averageDays: 50, momentumDays: 0, momentumMin: 0, driftMax: 2 } } },
      {
        do: "settings",
        change: {
          band: { kind: "volatility", multiple: 0, lookAheadDays: 7, halfLifeDays: 20, floor: 0.1, cap: 0.01 },
          stop: {
            kind: "trailing",
            windowDays: null,
            drop: 1,
            safeAsset: "",
            restart: { kind: "after-days", days: 0 },
          },
        },
      },
      { do: "target-band", id: "t0", band: { kind: "cost-optimal", riskAversion: 0, cost: 2, floor: 0, cap: 0.1 } },
    );
    const pages = problemsByPage(problemsOf(draft));
    const paths = (page: Parameters<typeof pages.get>[0]) => pages.get(page)?.map(({ path }) => path);
    expect(paths("trend")).toEqual(["trendGuard.momentumDays", "trendGuard.driftMax"]);
    expect(paths("stop")).toEqual(["stop.drop", "stop.windowDays", "stop.safeAsset", "stop.restart.days"]);
    expect(paths("triggers")).toEqual(["triggers.1.shareMin"]);
    expect(paths("bands")).toEqual([
      "targets.0.band.riskAversion",
      "targets.0.band.cost",
      "band.multiple",
      "band.floor",
    ]);
    expect(paths("targets")).toBeUndefined();
  });

  test("the server's paths land on the same pages", () => {
    expect(pageOfPath("targets.2.weight")).toBe("targets");
    expect(pageOfPath("targets.2.band.floor")).toBe("bands");
    expect(pageOfPath("dynamic.rule.top")).toBe("weights");
    expect(pageOfPath("limits.cashMin")).toBe("limits");
    expect(pageOfPath("name")).toBe("targets");
  });
});

test("bands keep what both kinds share and know their width where the market is not needed", () => {
  const volatility = bandOfKind("volatility", { kind: "clamp", ratio: 0.2, floor: 0.02, cap: 0.08 });
  expect(volatility).toEqual({
    kind: "volatility",
    multiple: 1,
    lookAheadDays: 7,
    halfLifeDays: 20,
    floor: 0.02,
    cap: 0.08,
    isScaledByWeight: true,
  });
  expect(writtenWidth(volatility, 0.4)).toBeNull();
  const optimal = bandOfKind("cost-optimal", DEFAULT_BAND);
  expect(writtenWidth(optimal, 0.4)).toBeNull();
  expect(writtenWidth({ ...optimal, cost: 0.001 } as typeof optimal, 0.5)).toBeCloseTo(0.0315, 4);
  expect(writtenWidth(DEFAULT_BAND, 0.4)).toBeCloseTo(0.08, 12);
});
