import { toCsv } from "./csv";
import { type ExportedRun, HOLDING_NAME } from "./what";

/**
 * Value and fall from peak of every strategy and of holding, by bar. Needs a run drawn with as many points as bars:
 * a thinned run is our own mistake and throws.
 */
export function valuesCsv({ names, run }: ExportedRun): string {
  const all = [
    ...run.strategies.map(({ curves }, index) => ({ name: names[index] ?? `Policy ${index + 1}`, curves })),
    { name: HOLDING_NAME, curves: run.holding.curves },
  ];
  const { times } = run.holding.curves;
  if (all.some(({ curves }) => curves.times.length !== run.bars))
    throw new RangeError("The run is thinned for drawing.");
  function* lines() {
    yield ["time", ...all.flatMap(({ name }) => [name, `${name}: fall`])];
    for (let bar = 0; bar < times.length; bar += 1) {
      const at = new Date(times[bar] ?? 0).toISOString();
      yield [at, ...all.flatMap(({ curves }) => [curves.equity[bar] ?? null, curves.drawdown[bar] ?? null])];
    }
  }
  return toCsv(lines());
}
