/**
 * The form of a policy: what the editor saves, what a file imports and exports. `parsePolicy` takes anything and
 * answers with a policy or with every problem found, each with the path of its field and a sentence for its owner.
 * Fields that may be left out get the house's defaults; a field nobody knows is named, because a misspelt limit that
 * is silently dropped is a limit that does not hold.
 */
import { z } from "zod";
import {
  AUTONOMIES,
  DEFAULT_BAND,
  DEFAULT_LIMITS,
  DESTINATIONS,
  FLOWS,
  type Policy,
  SCOPES,
  targetKey,
  targetMembers,
  UNTARGETED,
  WHEN_IN_DOUBT,
} from "@/lib/engine/model";
import type { Notional } from "@/lib/money";
import { parseJson } from "./json-position";
import { movingProblems } from "./moving-problems";
import { asset, atLeastZero, money, number, oneOf, percent, share, strict, subjectOf } from "./policy-fields";
import { band, dynamic, SUM_TOLERANCE, stop, target, trendGuard, trigger } from "./policy-parts";

export interface PolicyProblem {
  /** Dotted path of the field at fault, for example "targets.1.weight"; "" for the whole. */
  path: string;
  message: string;
}
export type PolicyVerdict = { ok: true; policy: Policy } | { ok: false; problems: readonly PolicyProblem[] };

const limits = strict("the limits", {
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

const policyShape = strict("a policy", {
  version: z.literal(1, "The version must be 1: this file is of a form we do not know."),
  targets: z.array(target, "The list of targets is missing.").min(1, "A policy needs at least one target."),
  untargeted: oneOf("What happens to untargeted assets", UNTARGETED).default("ignore"),
  triggers: z.array(trigger, "The list of triggers is missing."),
  band: band.default(DEFAULT_BAND),
  destination: oneOf("The destination", DESTINATIONS).default("half"),
  scope: oneOf("The scope", SCOPES).default("all"),
  flow: oneOf("The flow", FLOWS).optional(),
  dynamic: dynamic.nullable().optional(),
  trendGuard: trendGuard.nullable().optional(),
  stop: stop.nullable().optional(),
  quoteAsset: asset,
  cashBuffer: share("The cash buffer").max(0.5, "A cash buffer over 50 % is a target, not a buffer.").default(0.0025),
  cooldownMinutes: atLeastZero("The cooldown", 525_600).default(60),
  tradeNotionalMin: money("The minimum trade").default("0" as Notional),
  autonomy: oneOf("The autonomy", AUTONOMIES).default("approve"),
  whenInDoubt: oneOf("What happens in doubt", WHEN_IN_DOUBT).optional(),
  proposalMinutes: number("How long a proposal lasts")
    .min(1, "A proposal must last at least a minute.")
    .max(10_080, "A proposal may last a week at most.")
    .default(30),
  priceToleranceBps: atLeastZero("The price tolerance", 10_000).default(100),
  limits: limits.default(DEFAULT_LIMITS),
});

/** The whole, with the rules that span fields: weights sum to 100 %, nothing is targeted twice, a rule can be met. */
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
  for (const { path, message } of movingProblems(policy.targets, policy.dynamic ?? null)) {
    issue(["dynamic", ...path], message);
  }
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
        message: `${subjectOf([key])}${issue.message.slice(subjectOf(issue.keys).length)}`,
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

/** The export form: two-space JSON, fields in a fixed order, a newline at the end. Reads back as the same policy. */
export function printPolicy(policy: Policy): string {
  const order: Record<keyof Policy, true> = {
    version: true,
    targets: true,
    untargeted: true,
    triggers: true,
    band: true,
    destination: true,
    scope: true,
    flow: true,
    dynamic: true,
    trendGuard: true,
    stop: true,
    quoteAsset: true,
    cashBuffer: true,
    cooldownMinutes: true,
    tradeNotionalMin: true,
    autonomy: true,
    whenInDoubt: true,
    proposalMinutes: true,
    priceToleranceBps: true,
    limits: true,
  };
  const fields = Object.keys(order)
    .map((key) => [key, policy[key as keyof Policy]] as const)
    // Parts that are not used are not printed: a policy without them reads as it did before they were known.
    .filter(([, value]) => value !== undefined && value !== null);
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}
