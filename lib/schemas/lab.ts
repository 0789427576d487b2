/**
 * Reads a run of the lab back from a link. A link is text that anybody may have cut or bent: everything is checked like a
 * form, and the answer names the field at fault, so that the page can say it and open with its own run instead.
 */
import { z } from "zod";
import { COST_FORMS, DELISTED, EXECUTE_ATS } from "@/lib/engine/backtest/model";
import { DESTINATIONS } from "@/lib/engine/model";
import { AssetCode, Id } from "./common";
import {
  DEFAULT_LAB_COSTS,
  LAB_SCALES,
  LAB_SWEEP_FIGURES,
  type LabSpec,
  LINK_POLICY,
  STRATEGIES_MAX,
} from "./lab-spec";
import { parsePolicy } from "./policy";
import { SourceText, TimeframeText } from "./price-data";

export * from "./lab-spec";

export const LabSetUpInput = z.object({ portfolioId: Id.optional() }).optional();
export type LabSetUpInput = z.infer<typeof LabSetUpInput>;

const instant = z.number().int().min(0).max(8.64e15).nullable();
const rate = (what: string, max: number) =>
  z.number(`${what} must be a number.`).min(0, `${what} must not be negative.`).max(max, `${what} is over ${max}.`);

const costs = z.strictObject({
  startValue: z
    .number()
    .positive("The start value must be more than zero.")
    .max(1e15)
    .default(DEFAULT_LAB_COSTS.startValue),
  feeRate: rate("The fee", 0.2).default(DEFAULT_LAB_COSTS.feeRate),
  costForm: z.enum(COST_FORMS).default(DEFAULT_LAB_COSTS.costForm),
  executeAt: z.enum(EXECUTE_ATS).default(DEFAULT_LAB_COSTS.executeAt),
  initialFee: z.boolean().default(DEFAULT_LAB_COSTS.initialFee),
  halfSpread: rate("The half spread", 0.2).default(DEFAULT_LAB_COSTS.halfSpread),
  notionalMin: rate("The smallest trade", 1e12).default(DEFAULT_LAB_COSTS.notionalMin),
  monthlyFlow: z
    .number("What is deposited each month must be a number.")
    .min(-1e12, "That is more than can be withdrawn.")
    .max(1e12, "That is more than can be deposited.")
    .default(DEFAULT_LAB_COSTS.monthlyFlow),
  isLateStart: z.boolean().optional(),
  delisted: z.enum(DELISTED).optional(),
});

const linkShape = z
  .strictObject({
    version: z.literal(1, "It was made by another version of Evenkeel."),
    name: z.string().trim().max(80),
    prices: z.strictObject({
      source: SourceText,
      quote: AssetCode,
      timeframe: TimeframeText,
      extras: z.array(AssetCode).max(60),
    }),
    period: z
      .strictObject({ start: instant, end: instant })
      .refine(({ start, end }) => start === null || end === null || start < end, "The period ends before it starts."),
    costs,
    strategies: z
      .array(z.strictObject({ name: z.string().trim().min(1).max(40), policy: z.record(z.string(), z.unknown()) }))
      .min(1, "No policy is in it.")
      .max(STRATEGIES_MAX, `More than ${STRATEGIES_MAX} policies are in it.`),
    chosen: z.number().int().min(0),
    scale: z.enum(LAB_SCALES),
    sweep: z.strictObject({ figure: z.enum(LAB_SWEEP_FIGURES), destination: z.enum(DESTINATIONS) }),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 32 - 1),
  })
  .refine(({ chosen, strategies }) => chosen < strategies.length, "The chosen policy is not in it.");

export type LabLinkVerdict = { ok: true; spec: LabSpec } | { ok: false; message: string };

/** A link's `run` to the spec it was made of, or to a sentence that says what is wrong with it. Never throws. */
export function decodeLabSpec(text: string): LabLinkVerdict {
  if (text.length > 60_000) return { ok: false, message: "It is far longer than any link Evenkeel makes." };
  let json: unknown;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, message: "It was cut or changed on its way." };
  }
  const shape = linkShape.safeParse(json);
  if (!shape.success) {
    const issue = shape.error.issues[0];
    const path = issue?.path.map(String).join(".");
    return { ok: false, message: `${path ? `At ${path}: ` : ""}${issue?.message ?? "It cannot be read."}` };
  }
  const strategies: LabSpec["strategies"][number][] = [];
  for (const { name, policy: written } of shape.data.strategies) {
    const verdict = parsePolicy(withoutNulls({ ...LINK_POLICY, ...strategies[0]?.policy, ...written }, written));
    if (!verdict.ok) {
      const [problem] = verdict.problems;
      return { ok: false, message: `In the policy “${name}”: ${problem?.message ?? "it cannot be used."}` };
    }
    strategies.push({ name, policy: verdict.policy });
  }
  return { ok: true, spec: { ...shape.data, strategies } };
}

/** A null that the link wrote over a usual field means: this policy does not have it. */
function withoutNulls(whole: Record<string, unknown>, written: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => !(key in written && written[key] === null)));
}
