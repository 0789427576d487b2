"use client";
import { useEffect, useState } from "react";
import { Money } from "@/components/figures/money";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { TextInput } from "@/components/ui/text-input";
import { linkClass } from "@/components/ui/text-link";
import type { Problem } from "../draft/problem";
import type { PolicyPreview } from "../preview/use-preview";
import { PAGE_NAMES, pageOfPath } from "./pages";
import { useShowProblem } from "./use-show-problem";

interface SaveBannerProps {
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

/** On a phone it stands over the tab bar. */
const BAR =
  "sticky bottom-4 z-8 flex min-h-13 items-center gap-2.5 rounded-lg bg-raised py-2.5 pr-2.5 pl-4.5 tabular-nums shadow-float max-md:fixed max-md:inset-x-2 max-md:bottom-[66px] max-md:z-21 max-md:flex-wrap max-md:p-3";

/** In sight while something is unsaved: what the change would trade, why it cannot be saved, and the action. */
export function SaveBanner({
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
}: SaveBannerProps) {
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
    <div className={BAR} role="region" aria-label="Save">
      <div
        className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 max-md:grid max-md:basis-full"
        aria-live="polite"
      >
        <b className="font-medium">{title}</b>
        <span className={cx("text-xs", first || error ? "text-warning" : "text-text-soft")} id="save-note">
          {error ??
            (first ? (
              <>
                {first.message}
                {problems.length > 1 && ` And ${problems.length - 1} more.`}{" "}
                <button type="button" className={linkClass} onClick={() => show(first)}>
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
            className="w-60 max-md:hidden"
            aria-label="Note for the history"
            placeholder="Note for the history (optional)"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button className="max-md:h-11 max-md:flex-1" onClick={onDiscard} disabled={isSaving}>
            Discard
          </Button>
        </>
      )}
      <Button
        variant="primary"
        className="max-md:h-11 max-md:flex-2"
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
