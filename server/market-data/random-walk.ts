/**
 * A Brownian path as a pure function of (stream, time), by midpoint displacement (Levy's construction): time is cut
 * into spans of about 13 months whose ends are drawn around zero; inside a span each halving adds a hashed Gaussian
 * of the right variance. One query costs O(log span) hashes, and needs no state.
 */
const YEAR_MS = 365.25 * 86_400_000;
const SPAN_MS = 2 ** 35;
/** Halvings of a span down to cells of about four seconds; inside a cell the path is a straight line. */
const HALVINGS = 23;
/** Spread of a span's ends around the usual price, in log units: keeps a coin recognisable for ever. */
const ANCHOR_SIGMA = 0.22;

/** 32-bit mix (murmur3 finaliser) of the numbers given. */
export function hash(...parts: number[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    state = Math.imul(state ^ part, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

export function hashText(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
}

/** Standard normal from a hash (Box-Muller on two independent mixes). */
function gaussian(stream: number, span: number, level: number, index: number): number {
  const first = (hash(stream, span, level, index, 1) + 1) / 4294967297;
  const second = hash(stream, span, level, index, 2) / 4294967296;
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}

/** Log deviation of one stream at an instant; `sigma` is its yearly volatility. */
export function walk(stream: number, sigma: number, at: number): number {
  const span = Math.floor(at / SPAN_MS);
  let left = gaussian(stream, span, 0, 0) * ANCHOR_SIGMA * Math.min(1, sigma);
  let right = gaussian(stream, span + 1, 0, 0) * ANCHOR_SIGMA * Math.min(1, sigma);
  let start = span * SPAN_MS;
  let width = SPAN_MS;
  let index = 0;
  for (let level = 1; level <= HALVINGS; level++) {
    // The middle of a Brownian bridge over `width` has variance sigma^2 x width / 4.
    const deviation = (sigma * Math.sqrt(width / YEAR_MS)) / 2;
    const middle = (left + right) / 2 + deviation * gaussian(stream, span, level, index);
    width /= 2;
    if (at >= start + width) {
      start += width;
      left = middle;
      index = index * 2 + 1;
    } else {
      right = middle;
      index = index * 2;
    }
  }
  return left + ((right - left) * (at - start)) / width;
}

/**
 * The same walk at many ascending instants. Neighbours share the upper halvings of their span, which are kept from one
 * instant to the next: about half the hashes of calling `walk` one by one. Every value is bit for bit that of `walk`.
 */
export function walkAll(stream: number, sigma: number, times: Float64Array): Float64Array {
  const values = new Float64Array(times.length);
  const left = new Float64Array(HALVINGS + 1);
  const right = new Float64Array(HALVINGS + 1);
  const start = new Float64Array(HALVINGS + 1);
  const place = new Float64Array(HALVINGS + 1);
  const widths = Float64Array.from({ length: HALVINGS + 1 }, (_, level) => SPAN_MS / 2 ** level);
  const deviations = widths.map((width) => (sigma * Math.sqrt(width / YEAR_MS)) / 2);
  let depth = -1;
  for (let bar = 0; bar < times.length; bar += 1) {
    const at = times[bar]!;
    while (depth >= 0 && !(at >= start[depth]! && at < start[depth]! + widths[depth]!)) depth -= 1;
    const span = Math.floor(at / SPAN_MS);
    if (depth < 0) {
      left[0] = gaussian(stream, span, 0, 0) * ANCHOR_SIGMA * Math.min(1, sigma);
      right[0] = gaussian(stream, span + 1, 0, 0) * ANCHOR_SIGMA * Math.min(1, sigma);
      start[0] = span * SPAN_MS;
      place[0] = 0;
      depth = 0;
    }
    for (let level = depth + 1; level <= HALVINGS; level += 1) {
      const above = level - 1;
      const middle =
        (left[above]! + right[above]!) / 2 + deviations[above]! * gaussian(stream, span, level, place[above]!);
      const half = start[above]! + widths[level]!;
      const isUpper = at >= half;
      start[level] = isUpper ? half : start[above]!;
      left[level] = isUpper ? middle : left[above]!;
      right[level] = isUpper ? right[above]! : middle;
      place[level] = place[above]! * 2 + (isUpper ? 1 : 0);
    }
    depth = HALVINGS;
    values[bar] =
      left[HALVINGS]! + ((right[HALVINGS]! - left[HALVINGS]!) * (at - start[HALVINGS]!)) / widths[HALVINGS]!;
  }
  return values;
}
