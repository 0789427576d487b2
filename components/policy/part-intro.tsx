import type { PartWords } from "./part-words";

/** What a part does with its present figures, what that costs or risks, and whose idea it is. */
export function PartIntro({ sentence, words }: { sentence: string; words: PartWords }) {
  return (
    <div className="part-intro">
      <p className="part-sentence" aria-live="polite">
        {sentence}
      </p>
      <p className="soft">{words.cost}</p>
      {words.source && <p className="faint xs">Source: {words.source}</p>}
    </div>
  );
}
