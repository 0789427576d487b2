import { memo } from "react";
import { chosenStrategy } from "@/lib/schemas/lab-spec";
import type { LabResult } from "../use-lab-run";
import { NotesList } from "./notes-list";
import { verdictOf } from "./verdict";

/** The page's first sentences: who won, by how much, and what it was worth. */
export const VerdictCard = memo(function VerdictCard({ result }: { result: LabResult }) {
  const { run, spec, changes } = result;
  const mine = run.strategies[spec.chosen];
  if (!mine) return null;
  const { title, sentences } = verdictOf(run, mine, chosenStrategy(spec).name, spec.prices.quote, changes);
  return (
    <section
      className="rounded-lg border border-line bg-sunken px-5 py-3.5 max-md:px-3.5"
      aria-label="Result"
      data-testid="lab-verdict"
    >
      <p className="max-w-[104ch] text-base text-text-soft">
        <b className="font-semibold text-text">{title}</b> {sentences.join(" ")}
      </p>
      <NotesList notes={mine.notes} className="mt-1.5 max-w-[104ch]" />
    </section>
  );
});
