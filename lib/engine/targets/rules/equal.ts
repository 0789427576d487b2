/** Everyone the same: 1 / n. Compared by DeMiguel, Garlappi and Uppal, Review of Financial Studies 22 (2009). */
export function equalWeights(out: Float64Array): void {
  out.fill(1 / out.length);
}
