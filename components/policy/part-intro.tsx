import type { StrategyLabel } from "@/lib/format/labels/strategy-parts";

/** What a part does with its present figures, what that costs or risks, and whose idea it is. */
interface PartIntroProps {
  /** null while a figure of it is being mended. */
  sentence: string | null;
  words: Pick<StrategyLabel, "cost" | "source">;
}

export function PartIntro({ sentence, words }: PartIntroProps) {
  return (
    <div className="part-intro">
      <p className="part-sentence" aria-live="polite">
        {sentence ?? "Fix what is marked; then this says what it does."}
      </p>
      <p className="soft">{words.cost}</p>
      {words.source && <p className="faint xs">Source: {words.source}</p>}
    </div>
  );
}
