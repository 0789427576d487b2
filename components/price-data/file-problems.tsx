"use client";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDecimal } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { PRICE_REPAIRS, type PriceRepairs, type RefusedPrices } from "@/lib/schemas/prices";
import { FIELDS_ROW } from "./fields-row";

const QUESTIONS: Record<keyof PriceRepairs, string> = {
  holes: "Where a price is missing",
  duplicates: "Where a time comes twice",
  order: "Rows out of order",
  bad: "Rows that cannot be read",
  jumps: "Prices that leap",
};

const ANSWERS: Record<string, string> = {
  refuse: "Stop, I mend the file",
  "carry-forward": "Take the price before",
  "drop-row": "Leave the row out",
  "keep-last": "Keep the last one",
  sort: "Put them in order",
  keep: "Keep them",
};

const SHOWN = 50;

interface FileProblemsProps {
  verdict: RefusedPrices;
  repairs: PriceRepairs;
  onRepairs: (repairs: PriceRepairs) => void;
}

/** Every problem by line and column, and for those that can be settled here a choice. Nothing is repaired unasked. */
export function FileProblems({ verdict, repairs, onRepairs }: FileProblemsProps) {
  const { problems, problemCount } = verdict;
  const shown = problems.slice(0, SHOWN);
  const told = shown.reduce((sum, { rows }) => sum + rows, 0);
  const kinds = (Object.keys(QUESTIONS) as (keyof PriceRepairs)[]).filter(
    (kind) => repairs[kind] !== "refuse" || problems.some((problem) => problem.repair === kind),
  );
  return (
    <section className="grid gap-3" aria-label="Problems of the file">
      <p role="alert" className="font-medium">
        The file cannot be used as it is: {plural(problemCount, "problem")}.
      </p>
      {kinds.length > 0 && (
        <div className={FIELDS_ROW}>
          {kinds.map((kind) => (
            <Field key={kind} label={QUESTIONS[kind]}>
              <Select
                value={repairs[kind]}
                onChange={(value) => onRepairs({ ...repairs, [kind]: value })}
                options={PRICE_REPAIRS[kind].map((value) => ({ value, label: ANSWERS[value] ?? value }))}
              />
            </Field>
          ))}
        </div>
      )}
      <div className="max-h-70 overflow-auto border-y border-hairline">
        <Table isDense aria-label="Problems by line and column">
          <thead>
            <tr>
              <Th isNumeric>Line</Th>
              <Th>Column</Th>
              <Th>What is wrong</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((problem) => (
              <tr key={`${problem.row} ${problem.column} ${problem.message}`}>
                <Td isNumeric>{formatDecimal(problem.row)}</Td>
                <Td>{problem.column ?? "–"}</Td>
                <Td>{problem.message}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {problemCount > told && (
        <p className="text-text-faint text-xs">
          These are {formatDecimal(told)} of {formatDecimal(problemCount)}.
        </p>
      )}
    </section>
  );
}
