/** The parts of a policy with kinds of their own: bands, targets, triggers, moving targets, trend guard, stop. */
import { z } from "zod";
import { BAND_KINDS, PEAKS_FROM, TARGET_RULE_KINDS, TRIGGER_KINDS } from "@/lib/engine/model";
import { asset, cron, figure, kinds, oneOf, strict, timeZone } from "./policy-fields";

const clamped = { floor: figure("band", "floor"), cap: figure("band", "cap") };

export const band = z.discriminatedUnion(
  "kind",
  [
    strict("an absolute band", { kind: z.literal("absolute"), width: figure("band", "width") }),
    strict("a relative band", { kind: z.literal("relative"), ratio: figure("band", "ratio") }),
    strict("a clamped band", { kind: z.literal("clamp"), ratio: figure("band", "ratio"), ...clamped }),
    strict("a volatility band", {
      kind: z.literal("volatility"),
      multiple: figure("band", "multiple"),
      lookAheadDays: figure("band", "lookAheadDays"),
      halfLifeDays: figure("band", "halfLifeDays"),
      ...clamped,
      isScaledByWeight: z.boolean("Scaled by weight is true or false.").optional(),
    }),
    strict("a cost-optimal band", {
      kind: z.literal("cost-optimal"),
      riskAversion: figure("band", "riskAversion"),
      cost: figure("band", "cost").nullable().default(null),
      ...clamped,
    }),
  ],
  kinds("A band", BAND_KINDS),
);

const groupName = z.string("The group's name is missing.").trim();
const weight = figure("target", "weight");

const fungibleGroup = strict("a group", {
  kind: z.literal("group"),
  name: groupName,
  weight,
  mode: z.literal("fungible"),
  members: z.array(asset, "A group needs a list of members."),
  band: band.optional(),
});

const weightedGroup = strict("a group", {
  kind: z.literal("group"),
  name: groupName,
  weight,
  mode: z.literal("weighted"),
  members: z.array(
    strict("a member", { asset, weight: figure("member", "weight") }),
    "A group needs a list of members.",
  ),
  band: band.optional(),
});

export const target = z.discriminatedUnion(
  "kind",
  [
    strict("a target", { kind: z.literal("asset"), asset, weight, band: band.optional() }),
    z.discriminatedUnion("mode", [fungibleGroup, weightedGroup], {
      error: 'A group\'s mode is "fungible" (any mix) or "weighted" (inner weights).',
    }),
  ],
  kinds("A target", ["asset", "group"]),
);

export const trigger = z.discriminatedUnion(
  "kind",
  [
    strict("a time trigger", { kind: z.literal("time"), cron, timeZone }),
    strict("a threshold trigger", {
      kind: z.literal("threshold"),
      portfolioDrift: figure("trigger", "portfolioDrift").nullable().default(null),
    }),
    strict("a hybrid trigger", {
      kind: z.literal("hybrid"),
      cron,
      timeZone,
      driftMin: figure("trigger", "driftMin").default(0.03),
    }),
    strict("a cash-flow trigger", {
      kind: z.literal("cash-flow"),
      shareMin: figure("trigger", "shareMin").default(0.01),
    }),
  ],
  kinds("A trigger", [...TRIGGER_KINDS]),
);

const lookbackDays = (fallback: number) => figure("rule", "lookbackDays").default(fallback);

const rule = z.discriminatedUnion(
  "kind",
  [
    strict("the rule", { kind: z.literal("equal") }),
    strict("the rule", { kind: z.literal("market-cap"), exponent: figure("rule", "exponent").default(1) }),
    strict("the rule", { kind: z.literal("inverse-volatility"), lookbackDays: lookbackDays(60) }),
    strict("the rule", { kind: z.literal("equal-risk"), lookbackDays: lookbackDays(90) }),
    strict("the rule", { kind: z.literal("minimum-variance"), lookbackDays: lookbackDays(90) }),
    strict("the rule", {
      kind: z.literal("momentum"),
      lookbackDays: lookbackDays(90),
      top: figure("rule", "top"),
      returnMin: figure("rule", "returnMin").nullable().default(null),
    }),
    strict("the rule", {
      kind: z.literal("volatility-target"),
      volatility: figure("rule", "volatility"),
      halfLifeDays: figure("rule", "halfLifeDays").default(30),
      exposureMax: figure("rule", "exposureMax").default(1),
    }),
  ],
  kinds("The rule", TARGET_RULE_KINDS),
);

const key = (what: string) => z.string(`${what} is the name of a target: "BTC", or "group:Majors".`);

export const dynamic = strict("moving targets", {
  rule,
  fixed: z.array(key("A fixed target"), "Fixed targets are a list.").default([]),
  safe: key("The safe target").nullable().default(null),
  weightMin: figure("dynamic", "weightMin").default(0),
  weightMax: figure("dynamic", "weightMax").default(1),
  bound: figure("dynamic", "bound").nullable().default(null),
  cron,
  timeZone,
});

export const trendGuard = strict("the trend guard", {
  averageDays: figure("trendGuard", "averageDays"),
  momentumDays: figure("trendGuard", "momentumDays"),
  momentumMin: figure("trendGuard", "momentumMin").default(0),
  driftMax: figure("trendGuard", "driftMax"),
});

const restart = z.discriminatedUnion(
  "kind",
  [
    strict("the restart", { kind: z.literal("manual") }),
    strict("the restart", { kind: z.literal("after-days"), days: figure("restart", "days") }),
    strict("the restart", { kind: z.literal("trend"), averageDays: figure("restart", "averageDays") }),
  ],
  kinds("The restart", ["manual", "after-days", "trend"]),
);

export const stop = strict("a portfolio stop", {
  kind: z.enum(["peak", "trailing"], kinds("A portfolio stop", ["peak", "trailing"])),
  windowDays: figure("stop", "windowDays").nullable().default(null),
  drop: figure("stop", "drop"),
  peakFrom: oneOf("Where the peak is measured", PEAKS_FROM).optional(),
  safeAsset: asset,
  restart,
});
