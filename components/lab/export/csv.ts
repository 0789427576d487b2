/** Lines as RFC 4180 has them. A leading sign that a spreadsheet would run as a formula is defused. */
export function toCsv(lines: Iterable<readonly (string | number | null)[]>): string {
  const text: string[] = [];
  for (const line of lines) text.push(line.map(cell).join(","));
  return `${text.join("\r\n")}\r\n`;
}

/** Numbers in full: the shortest text that reads back as the same float64. Nothing known is nothing written. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const plain = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
