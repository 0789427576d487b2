/** One thing wrong with a draft, and the checks every part shares. Figures may be NaN while they are typed. */
export interface Problem {
  /** Path in the policy's JSON ("targets.2.weight"), the same the server answers with. */
  path: string;
  message: string;
}

/** "targets[2].weight" and ["targets", 2, "weight"] name the same field as "targets.2.weight". */
export function normalPath(path: string): string {
  return path
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/^(policy\.)/, "")
    .replace(/^\$?\./, "");
}

/** The message for a field: an error at the field itself or below it. */
export function problemAt(problems: readonly Problem[], path: string): string | null {
  return problems.find((each) => each.path === path || each.path.startsWith(`${path}.`))?.message ?? null;
}

export const ASSET_FORM = /^[A-Z0-9][A-Z0-9._-]{0,19}$/;

export type Unit = "%" | "pp" | "% a year" | "bps" | "minutes" | "days" | "times" | "targets" | "ms" | null;

const SHOWN_SCALE: Partial<Record<NonNullable<Unit>, number>> = { "%": 100, pp: 100, "% a year": 100, ms: 0.001 };

/** "Between 1 and 50 pp." unless the value lies there. */
export function outside(value: number, low: number, high: number, path: string, unit: Unit): Problem[] {
  if (value >= low && value <= high) return [];
  const scale = unit === null ? 1 : (SHOWN_SCALE[unit] ?? 1);
  const shown = (bound: number) => trimmed(bound * scale).replace("-", "\u2212");
  const words = unit === null ? "" : ` ${unit === "ms" ? "s" : unit}`;
  return [{ path, message: `Between ${shown(low)} and ${shown(high)}${words}.` }];
}

export const trimmed = (value: number) => String(Number(value.toFixed(2)));
export const percentOf = (share: number) => `${trimmed(share * 100)} %`;

export function scheduleProblems({ cron, timeZone }: { cron: string; timeZone: string }, path: string): Problem[] {
  const found: Problem[] = cron.trim()
    ? []
    : [{ path: `${path}.cron`, message: "Write a cron expression, for example 0 9 * * 1." }];
  if (!isTimeZone(timeZone))
    found.push({ path: `${path}.timeZone`, message: `"${timeZone}" is no time zone. Write it like Europe/Berlin.` });
  return found;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name.length > 0;
  } catch {
    return false;
  }
}
