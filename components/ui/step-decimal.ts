/** "0.30" moved by 0.05 is "0.35", as many places as either has; never past the ends given. Nothing written counts as 0. */
export function stepDecimal(text: string, by: number, step: string, min = -Infinity, max = Infinity): string {
  const places = Math.max(...[text, step].map((each) => each.split(".")[1]?.length ?? 0));
  const moved = Number(text || "0") + by * Number(step);
  return Math.min(Math.max(moved, min), max).toFixed(places);
}
