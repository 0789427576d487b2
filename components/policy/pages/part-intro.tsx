import type { StrategyLabel } from "@/lib/format/labels/strategy-parts";
import { PartSentence } from "./part-sentence";

/** What a part does with its present figures, what that costs or risks, and whose idea it is. */
interface PartIntroProps {
  /** null while a figure of it is being mended. */
  sentence: string | null;
  labels: Pick<StrategyLabel, "cost" | "source">;
}

export function PartIntro({ sentence, labels }: PartIntroProps) {
  return (
    <div className="grid max-w-[72ch] gap-1.5">
      <PartSentence>{sentence ?? "Fix what is marked; then this says what it does."}</PartSentence>
      <p className="text-text-soft">{labels.cost}</p>
      {labels.source && <p className="text-text-faint text-xs">Source: {labels.source}</p>}
    </div>
  );
}
