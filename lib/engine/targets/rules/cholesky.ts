/**
 * Solves A x = b for a symmetric positive definite A (square, row by row) by its Cholesky factor, in place: A's lower
 * triangle becomes the factor, b the solution. False, with A and b spoilt, when A is not positive definite.
 * Source: Golub and Van Loan, Matrix Computations, section 4.2.
 */
export function solvePositive(matrix: Float64Array, b: Float64Array, count: number): boolean {
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let value = matrix[row * count + column]!;
      for (let at = 0; at < column; at += 1) value -= matrix[row * count + at]! * matrix[column * count + at]!;
      if (row === column && !(value > 0)) return false;
      matrix[row * count + column] = row === column ? Math.sqrt(value) : value / matrix[column * count + column]!;
    }
  }
  for (let row = 0; row < count; row += 1) {
    for (let at = 0; at < row; at += 1) b[row]! -= matrix[row * count + at]! * b[at]!;
    b[row]! /= matrix[row * count + row]!;
  }
  for (let row = count - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < count; at += 1) b[row]! -= matrix[at * count + row]! * b[at]!;
    b[row]! /= matrix[row * count + row]!;
  }
  return true;
}
