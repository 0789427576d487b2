/** The index of a run by bar: 1 put in at the start, flows taken out; its falls and its returns. */
import type { Run } from "../run/run";

/** The index by bar; the equity itself scaled, except from flow to flow. */
export function indexOf(run: Run): Float64Array {
  const { equity, from } = run.tape;
  const { flows, options } = run.program;
  const index = new Float64Array(equity.length);
  let scale = 1 / options.startValue;
  let frozen = 1;
  let place = 0;
  for (let bar = 0; bar < equity.length; bar += 1) {
    if (place < flows.bars.length && flows.bars[place] === bar + from) {
      scale = run.scales[place]!;
      frozen = run.frozen[place]!;
      place += 1;
    }
    index[bar] = scale > 0 ? equity[bar]! * scale : frozen;
  }
  return index;
}

/** Value / highest value so far - 1, by bar. */
export function drawdownOf(index: Float64Array): Float64Array {
  const drawdown = new Float64Array(index.length);
  let peak = index[0]!;
  for (let bar = 0; bar < index.length; bar += 1) {
    if (index[bar]! > peak) peak = index[bar]!;
    drawdown[bar] = peak > 0 ? index[bar]! / peak - 1 : 0;
  }
  return drawdown;
}

/** Simple return of a bar; 0 where there was nothing to earn on. */
export function barReturn(index: Float64Array, bar: number): number {
  return index[bar - 1]! > 0 ? index[bar]! / index[bar - 1]! - 1 : 0;
}
