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

/** 32-bit mix (murmur3 finaliser) of the words given. */
export function hash(...words: number[]): number {
  let state = 0x9e3779b9;
  for (const word of words) {
    state = Math.imul(state ^ word, 0x85ebca6b);
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
