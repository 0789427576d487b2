/** Lines as path data. Written for speed: a slider redraws a dozen of them in a frame. */
export interface Curve {
  times: Float64Array;
  values: Float64Array;
}

/** One decimal of a pixel is finer than any eye; whole tenths are written fastest. */
const tenth = (value: number) => Math.round(value * 10) / 10;

export function curvePath(curve: Curve, x: (at: number) => number, y: (value: number) => number): string {
  const { times, values } = curve;
  let path = "";
  let isDrawing = false;
  for (let index = 0; index < times.length; index++) {
    const value = values[index] ?? Number.NaN;
    // A hole is a break in the line, never a bridge.
    if (!Number.isFinite(value)) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? "L" : "M"}${tenth(x(times[index] ?? 0))} ${tenth(y(value))}`;
    isDrawing = true;
  }
  return path;
}

/** The area between a line and a level; empty where the line is. */
export function areaPath(curve: Curve, x: (at: number) => number, y: (value: number) => number, level: number): string {
  const line = curvePath(curve, x, y);
  if (line === "") return "";
  const last = curve.times.at(-1) ?? 0;
  return `${line}L${tenth(x(last))} ${tenth(y(level))}L${tenth(x(curve.times[0] ?? 0))} ${tenth(y(level))}Z`;
}

/** The area between two lines of the same instants, piece by piece where both are known. */
export function betweenPath(
  upper: Curve,
  lower: Curve,
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  let path = "";
  let back = "";
  const close = () => {
    if (back !== "") path += `${back}Z`;
    back = "";
  };
  for (let index = 0; index < upper.times.length; index++) {
    const [one, other] = [upper.values[index] ?? Number.NaN, lower.values[index] ?? Number.NaN];
    if (!Number.isFinite(one) || !Number.isFinite(other)) {
      close();
      continue;
    }
    const left = tenth(x(upper.times[index] ?? 0));
    path += `${back === "" ? "M" : "L"}${left} ${tenth(y(one))}`;
    back = `L${left} ${tenth(y(other))}${back}`;
  }
  close();
  return path;
}

/** Short strokes on a baseline, at most one a pixel. */
export function marksPath(times: readonly number[], x: (at: number) => number, top: number, height: number): string {
  let path = "";
  let before = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    const left = Math.round(x(at)) + 0.5;
    if (left - before < 1) continue;
    before = left;
    path += `M${left} ${top}v${height}`;
  }
  return path;
}

/** Lowest and highest figure of all curves; null where nothing is finite. */
export function extent(curves: readonly Curve[]): { low: number; high: number } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of curves) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? { low, high } : null;
}
