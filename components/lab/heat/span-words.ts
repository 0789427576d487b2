const DAY = 86_400_000;
const WORDS = ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** How people name a stretch of history: "these three years", "this year", "these 18 months", "these 40 days". */
export function spanWords(firstAt: number, lastAt: number): string {
  const days = Math.max(1, Math.round((lastAt - firstAt) / DAY));
  if (days < 75) return `these ${days} days`;
  const years = days / 365.25;
  const whole = Math.round(years);
  if (whole >= 1 && Math.abs(years - whole) < 0.06 * whole) {
    if (whole === 1) return "this year";
    return `these ${WORDS[whole] ?? whole} years`;
  }
  if (years < 2) return `these ${Math.round(years * 12)} months`;
  return `these ${years.toFixed(1)} years`;
}
