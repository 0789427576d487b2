"use client";

export interface ListedChoice {
  value: string;
  title: string;
  /** What taking it comes to. */
  about?: string;
}

/** A question that one click answers: each choice with what it comes to. */
export function ChoiceList({
  question,
  choices,
  onChoose,
}: {
  question: string;
  choices: readonly ListedChoice[];
  onChoose: (value: string) => void;
}) {
  return (
    <section className="grid gap-2" aria-label="A question about the file">
      <p role="alert" className="font-medium">
        {question}
      </p>
      <div className="grid gap-1.5">
        {choices.map(({ value, title, about }) => (
          <button
            key={value}
            type="button"
            className="grid gap-0.5 rounded-md border border-edge bg-surface px-3 py-2 text-left hover:bg-hover"
            onClick={() => onChoose(value)}
          >
            <span className="font-medium wrap-anywhere">{title}</span>
            {about && <span className="text-text-soft text-xs tabular-nums wrap-anywhere">{about}</span>}
          </button>
        ))}
      </div>
    </section>
  );
}
