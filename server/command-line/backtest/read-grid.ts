/**
 * The file of `--sweep`: { "bands": [...], "intervals": [...], "destinations": [...], "fees": [...] }. Every fault is a
 * sentence with its place; nothing unknown is let through.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { CALENDAR_INTERVALS, type SweepGrid, sweepSize } from "@/lib/engine/backtest/sweep/sweep-grid";
import { DESTINATIONS, POLICY_BOUNDS, type Policy } from "@/lib/engine/model";

const CELLS_MAX = 1_000_000;
/** Of all kinds of band a ratio goes furthest. */
const WIDEST = POLICY_BOUNDS.band.ratio;

const named = z.enum(CALENDAR_INTERVALS, { error: `not a number of days nor one of ${CALENDAR_INTERVALS.join(", ")}` });
const interval = z.union([z.number().min(0).max(3660), named], {
  error: `must be a number of days from 0 (every bar) to 3660, or one of ${CALENDAR_INTERVALS.join(", ")}`,
});

const Grid = z.strictObject({
  bands: z.array(z.number().min(WIDEST.min).max(WIDEST.max)).min(1),
  intervals: z.array(interval).min(1),
  destinations: z.array(z.enum(DESTINATIONS)).min(1).optional(),
  fees: z.array(z.number().min(0).lt(1)).min(1).optional(),
});

export type GridVerdict = { ok: true; grid: SweepGrid } | { ok: false; problems: readonly string[] };

/** Destinations not named are the policy's own. */
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
  const read = Grid.safeParse(value);
  if (!read.success)
    return refuse(...read.error.issues.map(({ path, message }) => `${path.join(".") || "grid"}: ${message}.`));
  const { bands, intervals, destinations = [policy.destination], fees } = read.data;
  const grid: SweepGrid = { bands, intervals, destinations, ...(fees ? { fees } : {}) };
  const size = sweepSize(grid);
  return size > CELLS_MAX ? refuse(`${size} cells are more than ${CELLS_MAX}. Name fewer values.`) : { ok: true, grid };
}
