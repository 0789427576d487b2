/**
 * Deposits and withdrawals as a file: a heading with a date and an amount, then one row each. An amount is in the quote
 * currency, above zero for a deposit, below for a withdrawal. Rows may come in any order; problems name their row.
 */
import { findDelimiter, splitCells, splitLines } from "./price-file/split";
import { parseTime } from "./price-file/time";

export interface FlowProblem {
  /** Line of the file, from 1. */
  row: number;
  message: string;
}
export type FlowVerdict =
  | { ok: true; flows: readonly { at: number; amount: number }[] }
  | { ok: false; problems: readonly FlowProblem[] };

const DATE_HEADS = new Set(["date", "time", "at", "day", "timestamp"]);
const AMOUNT_HEADS = new Set(["amount", "flow", "value", "notional"]);
const PROBLEMS_MAX = 20;

export function parseFlowFile(text: string): FlowVerdict {
  const { lines } = splitLines(text);
  const first = lines[0];
  if (first === undefined) return { ok: false, problems: [{ row: 1, message: "The file is empty." }] };
  const delimiter = findDelimiter([first.text]);
  const heads = (splitCells(first.text, delimiter) ?? []).map((head) => head.trim().toLowerCase());
  const dateAt = heads.findIndex((head) => DATE_HEADS.has(head));
  const amountAt = heads.findIndex((head) => AMOUNT_HEADS.has(head));
  if (dateAt < 0 || amountAt < 0) {
    const message = `The heading is "${first.text}"; it needs a column "date" and a column "amount".`;
    return { ok: false, problems: [{ row: first.row, message }] };
  }
  const flows: { at: number; amount: number }[] = [];
  const problems: FlowProblem[] = [];
  for (const { row, text: line } of lines.slice(1)) {
    const cells = splitCells(line, delimiter) ?? [];
    const date = cells[dateAt]?.trim() ?? "";
    const figure = cells[amountAt]?.trim() ?? "";
    const at = parseTime(date);
    const amount = figure === "" ? Number.NaN : Number(figure);
    if (at === null) problems.push({ row, message: `"${date}" is not a date. Write it as 2024-01-31.` });
    if (!Number.isFinite(amount)) {
      problems.push({
        row,
        message: `"${figure}" is not an amount. Write digits with one point, for example -250.00.`,
      });
    }
    if (at !== null && Number.isFinite(amount)) flows.push({ at, amount });
  }
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, PROBLEMS_MAX) } : { ok: true, flows };
}
