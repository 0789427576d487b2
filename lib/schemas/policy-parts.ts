/** The parts of a policy with kinds of their own: bands, targets, triggers, moving targets, trend guard, stop. */
import { z } from "zod";
import { BAND_KINDS, PEAKS_FROM, TARGET_RULE_KINDS, TRIGGER_KINDS } from "@/lib/engine/model";
import {
  aboveZero,
  asset,
  atLeastZero,
  count,
  cron,
  days,
  kinds,
  number,
  oneOf,
  percent,
  share,
  shareAboveZero,
  strict,
  timeZone,
} from "./policy-fields";

/** How far a sum of weights may be from 1: float noise, not a typing error. */
export const SUM_TOLERANCE = 1e-9;

const clamped = { floor: share("The band's floor"), cap: share("The band's cap") };
const isClamp = (band: { floor: number; cap: number }) => band.floor <= band.cap;
const CLAMP_PROBLEM = { message: "The band's floor is above its cap.", path: ["floor"] };

export const band = z.discriminatedUnion(
  "kind",
  [
    strict("an absolute band", { kind: z.literal("absolute"), width: share("The band's width") }),
    strict("a relative band", { kind: z.literal("relative"), ratio: atLeastZero("The band's ratio", 10) }),
    strict("a clamped band", {
      kind: z.literal("clamp"),
      ratio: atLeastZero("The band's ratio", 10),
      ...clamped,
    }).refine(isClamp, CLAMP_PROBLEM),
    strict("a volatility band", {
      kind: z.literal("volatility"),
      multiple: aboveZero("The band's multiple", 100),
      lookAheadDays: days("The band's look-ahead"),
      halfLifeDays: days("The band's half-life"),
      ...clamped,
      isScaledByWeight: z.boolean("Scaled by weight is true or false.").optional(),
    }).refine(isClamp, CLAMP_PROBLEM),
    strict("a cost-optimal band", {
      kind: z.literal("cost-optimal"),
      riskAversion: aboveZero("The risk aversion", 1000),
      cost: share("The cost of trading").nullable().default(null),
      ...clamped,
    }).refine(isClamp, CLAMP_PROBLEM),
  ],
  kinds("A band", BAND_KINDS),
);

const fungibleGroup = strict("a group", {
  kind: z.literal("group"),
  name: groupName(),
  weight: share("The weight"),
  mode: z.literal("fungible"),
  members: z.array(asset, "A group needs a list of members.").min(1, "A group needs at least one member."),
  band: band.optional(),
});

const weightedGroup = strict("a group", {
  kind: z.literal("group"),
  name: groupName(),
  weight: share("The weight"),
  mode: z.literal("weighted"),
  members: z
    .array(strict("a member", { asset, weight: share("The inner weight") }), "A group needs a list of members.")
    .min(1, "A group needs at least one member."),
  band: band.optional(),
}).superRefine((group, context) => {
  const total = group.members.reduce((sum, member) => sum + member.weight, 0);
  if (group.members.length === 0 || Math.abs(total - 1) <= SUM_TOLERANCE) return;
  const message = `The inner weights of ${group.name} sum to ${percent(total)}, not to 100 %.`;
  context.addIssue({ code: "custom", path: ["members"], message });
});

export const target = z.discriminatedUnion(
  "kind",
  [
    strict("a target", { kind: z.literal("asset"), asset, weight: share("The weight"), band: band.optional() }),
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
      portfolioDrift: share("The drift bar").nullable().default(null),
    }),
    strict("a hybrid trigger", {
      kind: z.literal("hybrid"),
      cron,
      timeZone,
      driftMin: share("The minimum drift").default(0.03),
    }),
    strict("a cash-flow trigger", {
      kind: z.literal("cash-flow"),
      shareMin: share("The least deposit or withdrawal").default(0.01),
    }),
  ],
  kinds("A trigger", [...TRIGGER_KINDS]),
);

const lookbackDays = (fallback: number) => days("The look-back", 2).default(fallback);

const rule = z.discriminatedUnion(
  "kind",
  [
    strict("the rule", { kind: z.literal("equal") }),
    strict("the rule", { kind: z.literal("market-cap"), exponent: atLeastZero("The exponent", 2).default(1) }),
    strict("the rule", { kind: z.literal("inverse-volatility"), lookbackDays: lookbackDays(60) }),
    strict("the rule", { kind: z.literal("equal-risk"), lookbackDays: lookbackDays(90) }),
    strict("the rule", { kind: z.literal("minimum-variance"), lookbackDays: lookbackDays(90) }),
    strict("the rule", {
      kind: z.literal("momentum"),
      lookbackDays: lookbackDays(90),
      top: count("How many are held", 1000),
      returnMin: number("The least return").min(-1, "A return under -100 % is not possible.").nullable().default(null),
    }),
    strict("the rule", {
      kind: z.literal("volatility-target"),
      volatility: aboveZero("The wanted volatility", 10),
      halfLifeDays: days("The half-life").default(30),
      exposureMax: share("The largest exposure").default(1),
    }),
  ],
  kinds("The rule", TARGET_RULE_KINDS),
);

const key = (what: string) => z.string(`${what} is the name of a target: "BTC", or "group:Majors".`);

export const dynamic = strict("moving targets", {
  rule,
  fixed: z.array(key("A fixed target"), "Fixed targets are a list.").default([]),
  safe: key("The safe target").nullable().default(null),
  weightMin: share("The least weight").default(0),
  weightMax: share("The largest weight").default(1),
  bound: share("The bound").nullable().default(null),
  cron,
  timeZone,
}).refine((moving) => moving.weightMin <= moving.weightMax, {
  message: "The least weight is above the largest.",
  path: ["weightMin"],
});

export const trendGuard = strict("the trend guard", {
  averageDays: days("The moving average", 2),
  momentumDays: days("The momentum's span", 1),
  momentumMin: number("The least momentum").min(-1, "A return under -100 % is not possible.").default(0),
  driftMax: shareAboveZero("The hard cap on drift"),
});

const stopShape = {
  drop: shareAboveZero("The drop").lt(1, "A fall of 100 % leaves nothing to save."),
  peakFrom: oneOf("Where the peak is looked for", PEAKS_FROM).optional(),
  safeAsset: asset,
  restart: z.discriminatedUnion(
    "kind",
    [
      strict("the restart", { kind: z.literal("manual") }),
      strict("the restart", { kind: z.literal("after-days"), days: days("The wait") }),
      strict("the restart", { kind: z.literal("trend"), averageDays: days("The moving average", 2) }),
    ],
    kinds("The restart", ["manual", "after-days", "trend"]),
  ),
};

export const stop = z.discriminatedUnion(
  "kind",
  [
    strict("a portfolio stop", {
      kind: z.literal("peak"),
      windowDays: z.null("Only a trailing stop has a window.").default(null),
      ...stopShape,
    }),
    strict("a portfolio stop", {
      kind: z.literal("trailing"),
      windowDays: days("The window", 1),
      ...stopShape,
    }),
  ],
  kinds("A portfolio stop", ["peak", "trailing"]),
);

function groupName() {
  return z
    .string("The group's name is missing.")
    .trim()
    .min(1, "Give the group a name.")
    .max(40, "The name is too long.");
}
