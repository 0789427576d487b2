/**
 * The form of a policy: what the editor saves, what a file imports and exports. `parsePolicy` takes anything and
 * answers with a policy or with every problem found, each with the path of its field and a sentence for its owner: first
 * those of form, which the schema here finds; in a policy of the right form those of value, which `policyProblems` finds.
 * Fields that may be left out get the usual values; a field nobody knows is named, because a misspelt limit that
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
  UNTARGETED,
  WHEN_UNCONFIRMED,
} from "@/lib/engine/model";
import type { Notional } from "@/lib/money";
import { parseJson } from "./json-position";
import { asset, figure, money, oneOf, strict, subjectOf } from "./policy-fields";
import { band, dynamic, stop, target, trendGuard, trigger } from "./policy-parts";
import { type PolicyProblem, policyProblems } from "./policy-rules";

export type PolicyVerdict = { ok: true; policy: Policy } | { ok: false; problems: readonly PolicyProblem[] };

const limits = strict("the limits", {
  turnoverMax: figure("limits", "turnoverMax").default(DEFAULT_LIMITS.turnoverMax),
  turnoverPerDayMax: figure("limits", "turnoverPerDayMax").default(DEFAULT_LIMITS.turnoverPerDayMax),
  orderNotionalMax: money("The largest order").nullable().default(DEFAULT_LIMITS.orderNotionalMax),
  priceAgeMsMax: figure("limits", "priceAgeMsMax").default(DEFAULT_LIMITS.priceAgeMsMax),
  priceJumpMax: figure("limits", "priceJumpMax").nullable().default(DEFAULT_LIMITS.priceJumpMax),
  cashMin: figure("limits", "cashMin").default(DEFAULT_LIMITS.cashMin),
  slippageBpsMax: figure("limits", "slippageBpsMax").default(DEFAULT_LIMITS.slippageBpsMax),
});

const PolicyForm = strict("a policy", {
  version: z.literal(1, "The version must be 1: this file is of a form we do not know."),
  targets: z.array(target, "The list of targets is missing."),
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
  cashBuffer: figure("policy", "cashBuffer").default(0.0025),
  cooldownMinutes: figure("policy", "cooldownMinutes").default(60),
  tradeNotionalMin: money("The minimum trade").default("0" as Notional),
  autonomy: oneOf("The autonomy", AUTONOMIES).default("approve"),
  whenUnconfirmed: oneOf("What happens while something is unconfirmed", WHEN_UNCONFIRMED).optional(),
  proposalMinutes: figure("policy", "proposalMinutes").default(30),
  priceToleranceBps: figure("policy", "priceToleranceBps").default(100),
  limits: limits.default(DEFAULT_LIMITS),
});

/** Anything to a policy, or to every problem found. Never throws. */
export function parsePolicy(input: unknown): PolicyVerdict {
  const result = PolicyForm.safeParse(input);
  if (result.success) {
    const policy: Policy = result.data;
    const problems = policyProblems(policy);
    return problems.length === 0 ? { ok: true, policy } : { ok: false, problems };
  }
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
    whenUnconfirmed: true,
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
