/** The plain fields a policy is made of, each with the sentence its owner reads when it is wrong. */
import { z } from "zod";
import { cronProblem, timeZoneProblem } from "@/lib/engine/model";
import { decimal, isDecimal, isNegative, type Notional } from "@/lib/money";

export const number = (what: string) =>
  z.number({
    error: (issue) =>
      issue.input === undefined ? `${what} is missing.` : `${what} must be a number, not ${show(issue.input)}.`,
  });

/** A share of the whole, 0 to 1. */
export const share = (what: string) =>
  number(what)
    .min(0, `${what} must not be negative.`)
    .max(1, `${what} is a share of the whole: 0.5 means 50 %, and more than 1 is not possible.`);

export const shareAboveZero = (what: string) => share(what).gt(0, `${what} must be more than 0.`);

export const atLeastZero = (what: string, max: number) =>
  number(what).min(0, `${what} must not be negative.`).max(max, `${what} must not be more than ${max}.`);

export const aboveZero = (what: string, max: number) => atLeastZero(what, max).gt(0, `${what} must be more than 0.`);

/** A span of past or coming days; ten years are enough for anything here. */
export const days = (what: string, min = 0) => {
  const span = atLeastZero(what, 3650);
  return min > 0 ? span.min(min, `${what} must be at least ${min} days.`) : span.gt(0, `${what} must be more than 0.`);
};

export const count = (what: string, max: number) =>
  number(what)
    .int(`${what} must be a whole number.`)
    .min(1, `${what} must be at least 1.`)
    .max(max, `${what} must not be more than ${max}.`);

export const oneOf = <const T extends readonly [string, ...string[]]>(what: string, values: T) =>
  z.enum(values, {
    error: (issue) =>
      issue.input === undefined
        ? `${what} is missing; use ${listed(values)}.`
        : `${what} must be one of ${listed(values)}, not ${show(issue.input)}.`,
  });

export const asset = z
  .string({ error: (issue) => (issue.input === undefined ? "The asset is missing." : "An asset is text: its code.") })
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,19}$/, 'An asset is its code in upper case, for example "BTC".');

/** Money in the base currency: a decimal string, or a number as people write it in a file. */
export const money = (what: string) =>
  z
    .union([z.string(), z.number()], { error: `${what} must be a number.` })
    .transform((value) => (typeof value === "number" ? plain(value) : value.trim()))
    .refine((text) => isDecimal(text), `${what} must be a number with digits and one point, for example "10.50".`)
    .refine((text) => !isDecimal(text) || !isNegative(text), `${what} must not be negative.`)
    .transform((text) => (isDecimal(text) ? decimal<Notional>(text) : ("0" as Notional)));

export const cron = z.string("The schedule is missing.").superRefine((text, context) => {
  const problem = cronProblem(text);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});

export const timeZone = z.string("The time zone is missing.").superRefine((text, context) => {
  const problem = timeZoneProblem(text);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});

/** An object that takes these fields and no others; one nobody knows is named together with those that are. */
export function strict<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const allowed = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `${subjectOf(issue.keys)} of ${what}. Allowed: ${allowed}.` : undefined,
  });
}

/** `"bnad" is not a field`: how the sentence about unknown fields opens. */
export function subjectOf(keys: readonly string[]): string {
  const [first = "", ...others] = keys.map((key) => `"${key}"`);
  if (others.length === 0) return `${first} is not a field`;
  return `${[first, ...others].join(", ")} are not fields`;
}

/** Nothing sensible can be said about a kind without saying which there are. */
export const kinds = (what: string, values: readonly string[]) => ({
  error: `${what} is of kind ${listed(values, "or")}.`,
});

export function percent(value: number): string {
  return `${Number((value * 100).toFixed(6))} %`;
}

function listed(values: readonly string[], last?: string): string {
  const quoted = values.map((value) => `"${value}"`);
  if (last === undefined || quoted.length < 2) return quoted.join(", ");
  return `${quoted.slice(0, -1).join(", ")} ${last} ${quoted.at(-1)}`;
}

function plain(value: number): string {
  return Number.isFinite(value) ? value.toFixed(12).replace(/\.?0+$/, "") : String(value);
}

function show(input: unknown): string {
  if (typeof input === "number") return String(input);
  const text = JSON.stringify(input) ?? "nothing";
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
