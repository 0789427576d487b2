/** Instants as the command writes them, in UTC. */
export const instantOf = (at: number): string => new Date(at).toISOString();

/** "2024-01-31", or with its time of day where it has one. */
export function dateOf(at: number): string {
  const text = instantOf(at);
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
