/**
 * The file of `--sweep`: { "bands": [...], "intervals": [...], "destinations": [...], "fees": [...] }, or
 * { "fields": { "band.width": [...], ... } } with or without any of these. Every fault is a sentence with its place;
 * nothing unknown is let through, and each policy of the grid passes the policy's own schema.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { CALENDAR_INTERVALS, type SweepGrid, sweepSize } from "@/lib/engine/backtest/sweep/sweep-grid";
import { DESTINATIONS, POLICY_BOUNDS, type Policy } from "@/lib/engine/model";
import { type FieldValues, policyWithFields } from "./set-fields";

const CELLS_MAX = 1_000_000;
/** Policies that fields make: each is read and checked whole. */
const BASES_MAX = 20_000;
const PROBLEMS_MAX = 20;
/** Of all kinds of band a ratio goes furthest. */
const WIDEST = POLICY_BOUNDS.band.ratio;

const named = z.enum(CALENDAR_INTERVALS, { error: `not a number of days nor one of ${CALENDAR_INTERVALS.join(", ")}` });
const interval = z.union([z.number().min(0).max(3660), named], {
  error: `must be a number of days from 0 (every bar) to 3660, or one of ${CALENDAR_INTERVALS.join(", ")}`,
});

const bands = z.array(z.number().min(WIDEST.min).max(WIDEST.max)).min(1);
const intervals = z.array(interval).min(1);
const more = {
  destinations: z.array(z.enum(DESTINATIONS)).min(1).optional(),
  fees: z.array(z.number().min(0).lt(1)).min(1).optional(),
};

const BandGrid = z.strictObject({ bands, intervals, ...more });
const FieldGrid = z.strictObject({
  fields: z.record(z.string(), z.array(z.unknown()).min(1)),
  bands: bands.optional(),
  intervals: intervals.optional(),
  ...more,
});

export interface ReadGrid {
  grid: SweepGrid;
  /** By base of the grid: what its fields were set to; null where none are. */
  fields: readonly FieldValues[] | null;
}
export type GridVerdict = ({ ok: true } & ReadGrid) | { ok: false; problems: readonly string[] };

export function readGrid(file: string, from: string, policy: Policy): GridVerdict {
  const refuse = (...lines: string[]): GridVerdict => ({
    ok: false,
    problems: lines.map((line) => `${file}: ${line}`),
  });
  let text: string;
  try {
    text = readFileSync(resolve(from, file), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    return refuse(code === "ENOENT" ? "there is no such file." : `it cannot be read (${String(code)}).`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`this is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const hasFields = typeof value === "object" && value !== null && "fields" in value;
  const read = (hasFields ? FieldGrid : BandGrid).safeParse(value);
  if (!read.success)
    return refuse(...read.error.issues.map(({ path, message }) => `${path.join(".") || "grid"}: ${message}.`));
  const { fields, ...axes }: z.infer<typeof FieldGrid> = { fields: {}, ...read.data };
  const size = sweepSize(axes) * Object.values(fields).reduce((product, values) => product * values.length, 1);
  if (size > CELLS_MAX) return refuse(`${size} cells are more than ${CELLS_MAX}. Name fewer values.`);
  if (!hasFields) {
    // Destinations not named are the policy's own.
    return { ok: true, grid: { destinations: [policy.destination], ...axes }, fields: null };
  }
  const combinations = combinationsOf(fields);
  if (combinations.length > BASES_MAX)
    return refuse(`fields: ${combinations.length} policies are more than ${BASES_MAX}. Name fewer values.`);
  const verdicts = combinations.map((values) => policyWithFields(policy, values));
  const bases = verdicts.flatMap((verdict) => (verdict.ok ? [verdict.policy] : []));
  const faults = new Set(verdicts.flatMap((verdict) => (verdict.ok ? [] : [verdict.message])));
  if (faults.size > 0) return refuse(...[...faults].slice(0, PROBLEMS_MAX).map((fault) => `fields: ${fault}`));
  return { ok: true, grid: { ...axes, bases }, fields: combinations };
}

/** Every combination, the first field running fastest. */
function combinationsOf(fields: Readonly<Record<string, readonly unknown[]>>): FieldValues[] {
  return Object.entries(fields).reduce<FieldValues[]>(
    (made, [path, values]) => values.flatMap((value) => made.map((before) => ({ ...before, [path]: value }))),
    [{}],
  );
}
