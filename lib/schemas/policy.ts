/**
 * The form of a policy: what the editor saves, what a file imports and exports. `parsePolicy` takes anything and
 * answers with a policy or with every problem found, each with the path of its field and a sentence for its owner.
 * Fields that may be left out get the house's defaults; a field nobody knows is named, because a misspelt limit that
 * is silently dropped is a limit that does not hold.
 */
import { z } from "zod";
import {
  AUTONOMIES,
  cronProblem,
  DEFAULT_BAND,
  DEFAULT_LIMITS,
  DESTINATIONS,
  type Policy,
  SCOPES,
  targetKey,
  targetMembers,
  timeZoneProblem,
  UNTARGETED,
} from "@/lib/engine/model";
import { decimal, isDecimal, isNegative, type Notional } from "@/lib/money";
import { parseJson } from "./json-position";

export interface PolicyProblem {
  /** Dotted path of the field at fault, for example "targets.1.weight"; "" for the whole. */
  path: string;
  message: string;
}
export type PolicyVerdict = { ok: true; policy: Policy } | { ok: false; problems: readonly PolicyProblem[] };

/** How far a sum of weights may be from 1: float noise, not a typing error. */
const SUM_TOLERANCE = 1e-9;

const number = (what: string) =>
  z.number({
    error: (issue) =>
      issue.input === undefined ? `${what} is missing.` : `${what} must be a number, not ${show(issue.input)}.`,
  });

/** A share of the whole, 0 to 1. */
const share = (what: string) =>
  number(what)
    .min(0, `${what} must not be negative.`)
    .max(1, `${what} is a share of the whole: 0.5 means 50 %, and more than 1 is not possible.`);

const atLeastZero = (what: string, max: number) =>
  number(what).min(0, `${what} must not be negative.`).max(max, `${what} must not be more than ${max}.`);

const oneOf = <const T extends readonly [string, ...string[]]>(what: string, values: T) =>
  z.enum(values, {
    error: (issue) =>
      issue.input === undefined
        ? `${what} is missing; use ${values.map((value) => `"${value}"`).join(", ")}.`
        : `${what} must be one of ${values.map((value) => `"${value}"`).join(", ")}, not ${show(issue.input)}.`,
  });

const asset = z
  .string({ error: (issue) => (issue.input === undefined ? "The asset is missing." : "An asset is text: its code.") })
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,19}$/, 'An asset is its code in upper case, for example "BTC".');

/** Money in the base currency: a decimal string, or a number as people write it in a file. */
const money = (what: string) =>
  z
    .union([z.string(), z.number()], { error: `${what} must be a number.` })
    .transform((value) => (typeof value === "number" ? plain(value) : value.trim()))
    .refine((text) => isDecimal(text), `${what} must be a number with digits and one point, for example "10.50".`)
    .refine((text) => !isDecimal(text) || !isNegative(text), `${what} must not be negative.`)
    .transform((text) => (isDecimal(text) ? decimal<Notional>(text) : ("0" as Notional)));

const band = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("absolute"), width: share("The band's width") }),
    z.strictObject({ kind: z.literal("relative"), ratio: atLeastZero("The band's ratio", 10) }),
    z
      .strictObject({
        kind: z.literal("clamp"),
        ratio: atLeastZero("The band's ratio", 10),
        floor: share("The band's floor"),
        cap: share("The band's cap"),
      })
      .refine((clamp) => clamp.floor <= clamp.cap, { message: "The band's floor is above its cap.", path: ["floor"] }),
  ],
  { error: 'A band is of kind "absolute", "relative" or "clamp".' },
);

const fungibleGroup = z.strictObject({
  kind: z.literal("group"),
  name: groupName(),
  weight: share("The weight"),
  mode: z.literal("fungible"),
  members: z.array(asset, "A group needs a list of members.").min(1, "A group needs at least one member."),
  band: band.optional(),
});

const weightedGroup = z
  .strictObject({
    kind: z.literal("group"),
    name: groupName(),
    weight: share("The weight"),
    mode: z.literal("weighted"),
    members: z
      .array(z.strictObject({ asset, weight: share("The inner weight") }), "A group needs a list of members.")
      .min(1, "A group needs at least one member."),
    band: band.optional(),
  })
  .superRefine((group, context) => {
    const total = group.members.reduce((sum, member) => sum + member.weight, 0);
    if (group.members.length === 0 || Math.abs(total - 1) <= SUM_TOLERANCE) return;
    const message = `The inner weights of ${group.name} sum to ${percent(total)}, not to 100 %.`;
    context.addIssue({ code: "custom", path: ["members"], message });
  });

const target = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("asset"), asset, weight: share("The weight"), band: band.optional() }),
    z.discriminatedUnion("mode", [fungibleGroup, weightedGroup], {
      error: 'A group\'s mode is "fungible" (any mix) or "weighted" (inner weights).',
    }),
  ],
  { error: 'A target is of kind "asset" or "group".' },
);

const cron = z.string("The schedule is missing.").superRefine((text, context) => {
  const problem = cronProblem(text);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});
const timeZone = z.string("The time zone is missing.").superRefine((text, context) => {
  const problem = timeZoneProblem(text);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});

const trigger = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("time"), cron, timeZone }),
    z.strictObject({ kind: z.literal("threshold"), portfolioDrift: share("The drift bar").nullable().default(null) }),
    z.strictObject({ kind: z.literal("hybrid"), cron, timeZone, driftMin: share("The minimum drift").default(0.03) }),
  ],
  { error: 'A trigger is of kind "time", "threshold" or "hybrid".' },
);

const limits = z.strictObject({
  turnoverMax: atLeastZero("The turnover limit", 100).default(DEFAULT_LIMITS.turnoverMax),
  turnoverPerDayMax: atLeastZero("The daily turnover limit", 1000).default(DEFAULT_LIMITS.turnoverPerDayMax),
  orderNotionalMax: money("The largest order").nullable().default(DEFAULT_LIMITS.orderNotionalMax),
  priceAgeMsMax: number("The oldest price")
    .min(1000, "Prices younger than a second cannot be had; allow at least 1000 ms.")
    .max(86_400_000, "A price older than a day is no price.")
    .default(DEFAULT_LIMITS.priceAgeMsMax),
  priceJumpMax: atLeastZero("The price jump", 100).nullable().default(DEFAULT_LIMITS.priceJumpMax),
  cashMin: share("The least cash").default(DEFAULT_LIMITS.cashMin),
  slippageBpsMax: atLeastZero("The slippage", 5000).default(DEFAULT_LIMITS.slippageBpsMax),
});

const policyShape = z.strictObject({
  version: z.literal(1, "The version must be 1: this file is of a form we do not know."),
  targets: z.array(target, "The list of targets is missing.").min(1, "A policy needs at least one target."),
  untargeted: oneOf("What happens to untargeted assets", UNTARGETED).default("ignore"),
  triggers: z.array(trigger, "The list of triggers is missing."),
  band: band.default(DEFAULT_BAND),
  destination: oneOf("The destination", DESTINATIONS).default("half"),
  scope: oneOf("The scope", SCOPES).default("all"),
  quoteAsset: asset,
  cashBuffer: share("The cash buffer").max(0.5, "A cash buffer over 50 % is a target, not a buffer.").default(0.0025),
  cooldownMinutes: atLeastZero("The cooldown", 525_600).default(60),
  tradeNotionalMin: money("The minimum trade").default("0" as Notional),
  autonomy: oneOf("The autonomy", AUTONOMIES).default("approve"),
  proposalMinutes: number("How long a proposal lasts")
    .min(1, "A proposal must last at least a minute.")
    .max(10_080, "A proposal may last a week at most.")
    .default(30),
  priceToleranceBps: atLeastZero("The price tolerance", 10_000).default(100),
  limits: limits.default(DEFAULT_LIMITS),
});

/** The whole, with the rules that span fields: weights sum to 100 %, nothing is targeted twice. */
export const PolicySchema = policyShape.superRefine((policy, context) => {
  const issue = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
  const total = policy.targets.reduce((sum, each) => sum + each.weight, 0);
  if (Math.abs(total - 1) > SUM_TOLERANCE) issue(["targets"], `The weights sum to ${percent(total)}, not to 100 %.`);

  const placeOf = new Map<string, string>();
  const keys = new Set<string>();
  policy.targets.forEach((each, index) => {
    const key = targetKey(each);
    if (keys.has(key) && each.kind === "group") issue(["targets", index, "name"], `Two groups are named ${each.name}.`);
    keys.add(key);
    for (const [position, member] of targetMembers(each).entries()) {
      const path = each.kind === "asset" ? ["targets", index, "asset"] : ["targets", index, "members", position];
      const place = each.kind === "asset" ? "a target of its own" : `the group ${each.name}`;
      const earlier = placeOf.get(member);
      if (earlier !== undefined) issue(path, `${member} is targeted twice: in ${earlier} and in ${place}.`);
      else placeOf.set(member, place);
    }
  });
});

/** Anything to a policy, or to every problem found. Never throws. */
export function parsePolicy(input: unknown): PolicyVerdict {
  const result = PolicySchema.safeParse(input);
  if (result.success) return { ok: true, policy: result.data };
  const problems = result.error.issues.flatMap((issue): PolicyProblem[] => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: path === "" ? key : `${path}.${key}`,
        message: `"${key}" is not a field of a policy. Check its spelling, or remove it.`,
      }));
    }
    if (path === "" && issue.code === "invalid_type") return [{ path, message: "A policy is a JSON object." }];
    return [{ path, message: issue.message }];
  });
  return { ok: false, problems };
}

/** Reads a policy file's text; a syntax error names line and column. */
export function parsePolicyText(text: string): PolicyVerdict {
  const json = parseJson(text);
  if (json.ok) return parsePolicy(json.value);
  const message = `Line ${json.line}, column ${json.column}: ${json.message}`;
  return { ok: false, problems: [{ path: "", message }] };
}

/** The export form: two-space JSON, fields in the order of the type, a newline at the end. Reads back unchanged. */
export function printPolicy(policy: Policy): string {
  const order: Record<keyof Policy, true> = {
    version: true,
    targets: true,
    untargeted: true,
    triggers: true,
    band: true,
    destination: true,
    scope: true,
    quoteAsset: true,
    cashBuffer: true,
    cooldownMinutes: true,
    tradeNotionalMin: true,
    autonomy: true,
    proposalMinutes: true,
    priceToleranceBps: true,
    limits: true,
  };
  const fields = Object.keys(order).map((key) => [key, policy[key as keyof Policy]]);
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}

function groupName() {
  return z
    .string("The group's name is missing.")
    .trim()
    .min(1, "Give the group a name.")
    .max(40, "The name is too long.");
}

function percent(value: number): string {
  return `${Number((value * 100).toFixed(6))} %`;
}

function plain(value: number): string {
  return Number.isFinite(value) ? value.toFixed(12).replace(/\.?0+$/, "") : String(value);
}

function show(input: unknown): string {
  if (typeof input === "number") return String(input);
  const text = JSON.stringify(input) ?? "nothing";
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
