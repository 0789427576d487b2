"use client";
import { useEffect, useState } from "react";
import { Money } from "@/components/figures/money";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { PAGE_NAMES, pageOfPath } from "./pages";
import type { Problem } from "./problem";
import type { PolicyPreview } from "./use-preview";
import { useShowProblem } from "./use-show-problem";

interface SaveBarProps {
  isDirty: boolean;
  problems: readonly Problem[];
  preview: PolicyPreview;
  baseCurrency: string;
  label: string;
  isSaving: boolean;
  /** A refusal of the server that names no field. */
  error: string | null;
  /** What is not done yet; the note and Discard are for a policy that exists. */
  title?: string;
  onSave: (note: string) => void;
  onDiscard?: () => void;
}

/** In sight while something is unsaved: what the change would trade, why it cannot be saved, and the deed. */
export function SaveBar({
  isDirty,
  problems,
  preview,
  baseCurrency,
  label,
  isSaving,
  error,
  title = "Not saved yet",
  onSave,
  onDiscard,
}: SaveBarProps) {
  const [note, setNote] = useState("");
  // Kept through a refused save, cleared once there is nothing left to save.
  useEffect(() => {
    if (!isDirty) setNote("");
  }, [isDirty]);
  const show = useShowProblem();
  if (!isDirty) return null;
  const first = problems[0];
  const plan = preview.view?.plan;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a landmark of its own, not a section of the page
    <div className="save-bar" role="region" aria-label="Save">
      <div className="sum" aria-live="polite">
        <b className="medium">{title}</b>
        <span className={first || error ? "warn xs" : "soft xs"} id="save-note">
          {error ??
            (first ? (
              <>
                {first.message}
                {problems.length > 1 && ` And ${problems.length - 1} more.`}{" "}
                <button type="button" className="link" onClick={() => show(first)}>
                  Show
                  <span className="sr-only"> it, on {PAGE_NAMES[pageOfPath(first.path)]}</span>
                </button>
              </>
            ) : preview.state === "loading" ? (
              "measuring what it would trade"
            ) : plan && plan.orders.length > 0 ? (
              <>
                would trade <Money value={plan.tradedBase} unit={baseCurrency} /> now, est. cost{" "}
                <Money value={plan.cost.total} />
              </>
            ) : (
              (preview.view?.headline ?? "")
            ))}
        </span>
      </div>
      {onDiscard && (
        <>
          <TextInput
            className="note"
            aria-label="Note for the history"
            placeholder="Note for the history (optional)"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button onClick={onDiscard} disabled={isSaving}>
            Discard
          </Button>
        </>
      )}
      <Button
        variant="primary"
        disabled={first !== undefined}
        isBusy={isSaving}
        aria-describedby="save-note"
        onClick={() => onSave(note.trim())}
      >
        {label}
      </Button>
    </div>
  );
}
