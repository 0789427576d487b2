/**
 * Weights while somebody edits them: whole points, 10,000 points = 100 %, so that a total is exact and not nearly so.
 * Moved shares are rounded to 0.1 % (10 points) by largest remainder; what 0.1 % cannot express goes to the largest.
 *
 * Setting one weight moves the others. Rows nobody has typed in give or take first, in proportion to their size;
 * rows typed in earlier follow only when those are used up, the oldest first. So typing 50, then 30, leaves 20 for
 * the third row and does not disturb the 50. Locked rows never move; what nobody can take stays as the rest.
 */
export type Points = number;
export const WHOLE: Points = 10_000;
const STEP: Points = 10;

export interface WeightRow {
  weight: Points;
  isLocked: boolean;
  /** When it was last typed in, as a rising count; 0: never. */
  editedAt: number;
}

export const pointsOf = (share: number): Points => Math.round(share * WHOLE);
export const shareOf = (points: Points): number => points / WHOLE;
export const totalOf = (rows: readonly { weight: Points }[]): Points => rows.reduce((sum, row) => sum + row.weight, 0);
/** What is not given to any row yet; negative when too much is given. */
export const restOf = (rows: readonly { weight: Points }[]): Points => WHOLE - totalOf(rows);

/** Splits `total` by `sizes` (equally when all are zero) in steps of 0.1 %; the parts sum to `total` exactly. */
export function splitPoints(total: Points, sizes: readonly number[]): Points[] {
  if (sizes.length === 0) return [];
  const sum = sizes.reduce((left, right) => left + right, 0);
  const ideal = sizes.map((size) => (sum > 0 ? (total * size) / sum : total / sizes.length));
  const parts = ideal.map((each) => Math.floor(each / STEP + 1e-9) * STEP);
  const byRemainder = ideal
    .map((each, index) => ({ index, remainder: each - (parts[index] ?? 0) }))
    .sort((left, right) => right.remainder - left.remainder || left.index - right.index);
  let left = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of byRemainder) {
    if (left < STEP) break;
    parts[index] = (parts[index] ?? 0) + STEP;
    left -= STEP;
  }
  const largest = ideal.indexOf(Math.max(...ideal));
  parts[largest] = (parts[largest] ?? 0) + left;
  return parts;
}

/** Sets one row and lets the others give way; the total stays 100 % whenever the unlocked rows can carry it. */
export function setWeight<R extends WeightRow>(
  rows: readonly R[],
  index: number,
  wanted: Points,
  editedAt: number,
): R[] {
  const locked = rows.reduce((sum, row, at) => sum + (row.isLocked && at !== index ? row.weight : 0), 0);
  const weight = Math.min(Math.max(Math.round(wanted), 0), Math.max(WHOLE - locked, 0));
  const next = rows.map((row, at) => (at === index ? { ...row, weight, editedAt } : row));
  return spread(next, (_, at) => at !== index);
}

/** Gives the rest to (or takes the excess from) the unlocked rows; rows stay as they are when none can move. */
export function distributeRest<R extends WeightRow>(rows: readonly R[]): R[] {
  return spread(rows, () => true);
}

/** Gives the whole rest to one row. */
export function giveRestTo<R extends WeightRow>(rows: readonly R[], index: number): R[] {
  const rest = restOf(rows);
  return rows.map((row, at) => (at === index ? { ...row, weight: Math.max(row.weight + rest, 0) } : row));
}

/** Scales every unlocked row so that all rows together are 100 %. */
export function normaliseWeights<R extends WeightRow>(rows: readonly R[]): R[] {
  return place(
    rows,
    rows.flatMap((row, at) => (row.isLocked ? [] : [at])),
    restOf(rows),
  );
}

/** Same weight for every unlocked row. */
export function equalWeights<R extends WeightRow>(rows: readonly R[]): R[] {
  const free = rows.flatMap((row, at) => (row.isLocked ? [] : [at]));
  const locked = rows.reduce((sum, row) => sum + (row.isLocked ? row.weight : 0), 0);
  const parts = splitPoints(
    Math.max(WHOLE - locked, 0),
    free.map(() => 1),
  );
  return rows.map((row, at) => (row.isLocked ? row : { ...row, weight: parts[free.indexOf(at)] ?? 0, editedAt: 0 }));
}

function spread<R extends WeightRow>(rows: readonly R[], mayMove: (row: R, at: number) => boolean): R[] {
  let next = [...rows];
  const movable = rows.flatMap((row, at) => (!row.isLocked && mayMove(row, at) ? [at] : []));
  const ages = [...new Set(movable.map((at) => rows[at]?.editedAt ?? 0))].sort((left, right) => left - right);
  for (const age of ages) {
    const rest = restOf(next);
    if (rest === 0) break;
    const tier = movable.filter((at) => rows[at]?.editedAt === age);
    next = place(next, tier, rest);
  }
  return next;
}

/** Moves `rest` into the rows at `tier`, in proportion to their size, none below zero. */
function place<R extends WeightRow>(rows: readonly R[], tier: readonly number[], rest: Points): R[] {
  const sizes = tier.map((at) => rows[at]?.weight ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const parts = splitPoints(Math.max(total + rest, 0), sizes);
  return rows.map((row, at) => {
    const position = tier.indexOf(at);
    return position < 0 ? row : { ...row, weight: parts[position] ?? row.weight };
  });
}
