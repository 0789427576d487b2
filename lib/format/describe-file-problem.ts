/** What is wrong with a row of an export file, and what to do, as a sentence. */
import type { FileProblem } from "@/lib/schemas/ledger-file/model";

const EXPECTED: Readonly<Record<Extract<FileProblem, { code: "not-read" }>["expected"], string>> = {
  number: "a number",
  time: "a time in this form",
  asset: "an asset's code",
  pair: "a pair we can part",
  text: "a sentence that names the coin received",
};

export function describeFileProblem(problem: FileProblem): string {
  switch (problem.code) {
    case "not-read":
      return `row ${problem.row}, ${problem.column}: ${quoted(problem.cell)} is not ${EXPECTED[problem.expected]}.`;
    case "kind-unknown":
      return `row ${problem.row}, ${problem.column}: ${quoted(problem.cell)} is a kind of movement we do not know. Remove the row or change its kind.`;
    case "fields-missing":
      return `row ${problem.row}, ${problem.column}: the cell is empty.`;
    case "too-wide":
      return `row ${problem.row}: more cells than the heading has names, from ${quoted(problem.cell)} on. Put figures and notes with commas in double quotes.`;
    case "duplicate":
      return `row ${problem.row}: the id ${quoted(problem.ref)} stands in an earlier row already. Remove one of the two.`;
    case "ambiguous":
      return `rows ${problem.rows.join(", ")}: ${REASONS[problem.reason]}`;
  }
}

const REASONS: Readonly<Record<Extract<FileProblem, { code: "ambiguous" }>["reason"], string>> = {
  "several-coins": "several coins moved at once, and nothing says which belong together. Export the trades instead.",
  "one-sided": "a trade with one side only. Export the whole period, so that both sides are in the file.",
};

/** Cut short; what a terminal would obey is for who prints it to take out. */
const quoted = (cell: string) => JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
