/** One line per figure: what, how much, the target, and the ratio of the two (under 1 is better than the target). */
export function figure(name: string, measured: number, unit: string, target: number | null, note = ""): void {
  const shown = `${measured.toPrecision(3)} ${unit}`;
  const against = target === null ? "" : `target ${target} ${unit}, ratio ${(measured / target).toFixed(2)}`;
  console.log([name.padEnd(58), shown.padStart(12), against, note].filter(Boolean).join("   "));
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
