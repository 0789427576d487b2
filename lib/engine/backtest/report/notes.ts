/** What a run took for granted or left out. */
import type { BacktestNote } from "../model";
import type { Run } from "../run/run";

export function notesOf({ program, cutWithdrawals }: Run): BacktestNote[] {
  const { policy, table, flows, moves, book, options } = program;
  const notes: BacktestNote[] = [...moves.notes];
  if (book.cashOffset < 0 && policy.quoteAsset !== table.quote)
    notes.push({ kind: "cash-without-column", cash: policy.quoteAsset, quote: table.quote });
  if (policy.dynamic?.rule.kind === "market-cap" && Array.isArray(options.capitalisations))
    notes.push({ kind: "one-capitalisation" });
  if (flows.leftOut > 0) notes.push({ kind: "flows-left-out", count: flows.leftOut });
  if (cutWithdrawals > 0) notes.push({ kind: "withdrawals-cut", count: cutWithdrawals });
  return notes;
}
