import { type ExportedRun, HOLDING_NAME } from "./what";

/** Spec, figures and every rebalance in full precision. `link` reproduces the run; instants are ISO 8601 besides. */
export function resultsJson({ spec, names, run }: ExportedRun, link: string): string {
  const iso = (at: number) => new Date(at).toISOString();
  const results = {
    format: "evenkeel-lab-results",
    version: 1,
    link,
    spec,
    bars: run.bars,
    firstBar: iso(run.firstAt),
    lastBar: iso(run.lastAt),
    policies: run.strategies.map(({ metrics, events }, index) => ({
      name: names[index] ?? `Policy ${index + 1}`,
      policy: spec.strategies[index]?.policy ?? null,
      metrics,
      events: events.map((event) => ({ ...event, time: iso(event.at) })),
    })),
    holding: { name: HOLDING_NAME, metrics: run.holding.metrics },
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}
