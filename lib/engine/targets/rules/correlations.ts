/** Correlations of a covariance matrix with a diagonal above zero, those off it less a share `shrink`. */
export function correlations(covariance: Float64Array, count: number, shrink: number): Float64Array {
  const matrix = new Float64Array(count * count);
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      const scale = Math.sqrt(covariance[row * count + row]! * covariance[column * count + column]!);
      const value = covariance[row * count + column]! / scale;
      matrix[row * count + column] = row === column ? 1 : value * (1 - shrink);
    }
  }
  return matrix;
}
