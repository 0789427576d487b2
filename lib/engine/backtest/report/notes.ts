/** What a run took for granted or left out, in sentences for its reader. */
import type { Run } from "../run/run";

export function notesOf(run: Run): string[] {
  const { program, cutWithdrawals } = run;
  const { policy, table, flows, moves, book } = program;
  const notes: string[] = [...moves.notes];
  if (book.cashOffset < 0 && policy.quoteAsset !== table.quote) {
    notes.push(`Cash in ${policy.quoteAsset} counts as 1 ${table.quote} throughout: the prices have no column for it.`);
  }
  if (policy.dynamic?.rule.kind === "market-cap" && Array.isArray(program.options.capitalisations)) {
    notes.push(
      "One capitalisation of each coin stands for all time: the weights of the past know who would grow. Read gains with that in mind.",
    );
  }
  if (flows.leftOut > 0) {
    const they = flows.leftOut === 1 ? "One flow lies" : `${flows.leftOut} flows lie`;
    notes.push(
      `${they} not within the period after its first bar, and ${flows.leftOut === 1 ? "is" : "are"} left out.`,
    );
  }
  if (cutWithdrawals > 0) {
    const they = cutWithdrawals === 1 ? "One withdrawal" : `${cutWithdrawals} withdrawals`;
    notes.push(`${they} asked for more than there was and took all that was there.`);
  }
  return notes;
}
