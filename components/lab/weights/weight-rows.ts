/**
 * A run's recorded weights as the rows people know: positions of one weighted group are summed, idle cash that never
 * amounts to anything is left out, and each row carries target and band where they stand still. Where a rule moves the
 * target or the market sets the band, they are null: the recording does not hold them, and nothing is invented.
 */
import type { LabStrategyRun } from "@/components/lab/worker/protocol";
import { type Policy, targetKey } from "@/lib/engine/model";
import { layOutTargets } from "@/lib/engine/valuation/lay-out-targets";
import { isMarketBand } from "../policy/is-market-band";

export interface WeightRow {
  key: string;
  name: string;
  members: readonly string[];
  target: number | null;
  band: number | null;
  /** By recorded point. */
  weight: Float64Array;
}

type Recorded = NonNullable<LabStrategyRun["weights"]>;

const DUST = 0.005;

export function weightRows(recorded: Recorded, policy: Policy): readonly WeightRow[] {
  const { positions, rows } = layOutTargets(policy, recorded.keys);
  const positionOf = new Map(positions.map((position) => [position.key, position]));
  const length = recorded.times.length;
  const made = new Map<string, WeightRow>();
  for (const [column, key] of recorded.keys.entries()) {
    const row = rows[positionOf.get(key)?.row ?? -1];
    const rowKey = row?.key ?? key;
    let found = made.get(rowKey);
    if (!found) {
      const target = policy.targets.find((each) => targetKey(each) === rowKey);
      const isSetByRule = policy.dynamic != null && !policy.dynamic.fixed.includes(rowKey);
      found = {
        key: rowKey,
        name: row?.name ?? recorded.names[column] ?? key,
        members: row?.members ?? [key],
        target: isSetByRule ? null : (row?.target ?? null),
        band: isSetByRule || isMarketBand(target?.band ?? policy.band) ? null : (row?.band ?? null),
        weight: new Float64Array(length),
      };
      made.set(rowKey, found);
    }
    for (let point = 0; point < length; point += 1) {
      found.weight[point] = (found.weight[point] ?? 0) + (recorded.columns[column * length + point] ?? 0);
    }
  }
  const size = (row: WeightRow) => row.target ?? meanOf(row.weight);
  // As the owner listed them where they are of one size.
  return rows
    .flatMap((row) => made.get(row.key) ?? [])
    .filter((row) => (row.target ?? 1) > 0 || row.weight.some((weight) => weight > DUST))
    .sort((left, right) => size(right) - size(left));
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
