/** The plain fields a policy is made of, each with the sentence its owner reads when it is of another form. */
import { z } from "zod";
import { decimal, isDecimal, type Notional } from "@/lib/money";
import { type FigureName, figureLabel, type PolicyPart } from "./policy-rules/figures";

/**
 * A figure of a policy, whose bounds `policyProblems` checks. NaN passes for a number here, so that file and editor get the
 * same answer about it.
 */
export const figure = <P extends PolicyPart>(part: P, name: FigureName<P>) =>
  z.custom<number>((input) => typeof input === "number", {
    error: (issue) => {
      const what = figureLabel(part, name);
      return issue.input === undefined ? `${what} is missing.` : `${what} must be a number, not ${show(issue.input)}.`;
    },
  });

export const oneOf = <const T extends readonly [string, ...string[]]>(what: string, values: T) =>
  z.enum(values, {
    error: (issue) =>
      issue.input === undefined
        ? `${what} is missing; use ${listed(values)}.`
        : `${what} must be one of ${listed(values)}, not ${show(issue.input)}.`,
  });

export const asset = z.string({
  error: (issue) => (issue.input === undefined ? "The asset is missing." : "An asset is text: its code."),
});

/** Money in the base currency: a decimal string, or a number as people write it in a file. */
export const money = (what: string) =>
  z
    .union([z.string(), z.number()], { error: `${what} must be a number.` })
    .transform((value) => (typeof value === "number" ? plain(value) : value.trim()))
    // What is no decimal is left as it is written, for `policyProblems` to name.
    .transform((text) => (isDecimal(text) ? decimal<Notional>(text) : (text as Notional)));

export const cron = z.string("The schedule is missing.");
export const timeZone = z.string("The time zone is missing.");

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
