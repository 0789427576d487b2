/** One line per figure: what, how much, the aim, and the ratio of the two (under 1 is better than the aim). */
export function figure(name: string, measured: number, unit: string, aim: number | null, note = ""): void {
  const shown = `${measured.toPrecision(3)} ${unit}`;
  const against = aim === null ? "" : `aim ${aim} ${unit}, ratio ${(measured / aim).toFixed(2)}`;
  console.log([name.padEnd(58), shown.padStart(12), against, note].filter(Boolean).join("   "));
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
