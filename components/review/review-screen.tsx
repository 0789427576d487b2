"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useNow } from "@/components/figures/clock";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardHeaderRow } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ProgressBar } from "@/components/ui/progress-bar";
import { plural } from "@/lib/format/plural";
import { ReviewRow } from "./review-row";
import { SumsOf } from "./sums";
import type { WaitingList, WaitingRow } from "./types";
import { useApproveAll } from "./use-approve-all";

const ApproveDialog = dynamic(() => import("./approve-dialog").then((module) => module.ApproveDialog), { ssr: false });

const BAR =
  "sticky bottom-4 z-8 flex min-h-13 items-center gap-4 rounded-lg bg-raised py-2.5 pr-2.5 pl-4.5 tabular-nums shadow-float max-md:fixed max-md:inset-x-2 max-md:bottom-16.5 max-md:z-21 max-md:flex-wrap max-md:gap-2 max-md:p-3";

/**
 * Every proposal that waits, approved together. What is shown stays what it was when it was shown: a proposal that came
 * later is not approved by a press that never saw it. `children` stand in its place when nothing waits.
 */
export function ReviewScreen({ waiting, children }: { waiting: WaitingList; children: ReactNode }) {
  const [shown, setShown] = useState(waiting);
  const [unchosen, setUnchosen] = useState<ReadonlySet<string>>(() => withNotes(waiting.rows));
  const [isConfirming, setConfirming] = useState(false);
  const now = useNow();
  const choose = (rebalanceIds: readonly string[], isChosen: boolean) =>
    setUnchosen((before) => {
      const next = new Set(before);
      for (const id of rebalanceIds)
        if (isChosen) next.delete(id);
        else next.add(id);
      return next;
    });
  // What was refused may be asked again, where it still waits: not by the same press.
  const { outcomes, progress, isStopping, run, stop } = useApproveAll((id) => choose([id], false));

  const waits = new Map(waiting.rows.map((row) => [row.rebalanceId, row.planHash]));
  const known = new Set(shown.rows.map((row) => row.rebalanceId));
  const newCount = waiting.rows.filter((row) => !known.has(row.rebalanceId)).length;
  const reasonOf = (row: WaitingRow): string | null => {
    if (row.expiresAt <= now) return "It has expired";
    const outcome = outcomes.get(row.rebalanceId);
    if (outcome !== undefined && outcome.kind !== "refused") return null;
    if (waits.get(row.rebalanceId) !== row.planHash) return "It no longer waits as it is shown here";
    return row.problem;
  };
  const isOpen = (row: WaitingRow) => outcomes.get(row.rebalanceId)?.kind !== "approved" && reasonOf(row) === null;
  const isAllApproved =
    progress === null && shown.rows.every((row) => outcomes.get(row.rebalanceId)?.kind === "approved");
  const open = shown.rows.filter(isOpen);
  const chosen = open.filter((row) => !unchosen.has(row.rebalanceId));
  const showNew = () => {
    setShown(waiting);
    choose([...withNotes(waiting.rows.filter((row) => !known.has(row.rebalanceId)))], false);
  };
  if (shown.rows.length === 0 && newCount === 0) return children;
  return (
    <>
      {newCount > 0 && progress === null && (
        <Callout
          tone="accent"
          title={`${plural(newCount, "proposal")} came since this list was read.`}
          actions={
            <Button size="sm" onClick={showNew}>
              Show them
            </Button>
          }
        />
      )}
      {shown.count > shown.rows.length && (
        <Callout>
          The first {shown.rows.length} of {shown.count} to expire. Answer these, and the next ones follow.
        </Callout>
      )}
      {/* On a phone the bar lies over the end of the page. */}
      <Card labelledBy="h-review" className="max-md:mb-24">
        <CardHeaderRow>
          <Checkbox
            className="items-center [&>input]:mt-0"
            checked={open.length > 0 && chosen.length === open.length}
            isIndeterminate={chosen.length > 0 && chosen.length < open.length}
            disabled={open.length === 0 || progress !== null}
            onChange={(isChosen) =>
              choose(
                open.map((row) => row.rebalanceId),
                isChosen,
              )
            }
          >
            <span id="h-review" className="font-medium">
              {plural(shown.rows.length, "proposal")}
            </span>
          </Checkbox>
          <span className="text-xs text-text-faint">the first to expire first</span>
        </CardHeaderRow>
        <ul className="divide-y divide-hairline border-t border-line">
          {shown.rows.map((row) => (
            <ReviewRow
              key={row.rebalanceId}
              row={row}
              isChosen={!unchosen.has(row.rebalanceId)}
              reason={reasonOf(row)}
              outcome={outcomes.get(row.rebalanceId)}
              isLocked={progress !== null}
              onChoose={(isChosen) => choose([row.rebalanceId], isChosen)}
            />
          ))}
        </ul>
      </Card>
      {/* biome-ignore lint/a11y/useSemanticElements: a landmark of its own, not a section of the page */}
      <div className={BAR} role="region" aria-label="Approve">
        {isAllApproved && <AllApproved count={shown.rows.length} />}
        {!isAllApproved && progress === null && (
          <>
            <p className="min-w-0">
              <b className="font-medium">
                {chosen.length} of {shown.rows.length} chosen
              </b>{" "}
              <span className="text-xs text-text-soft" id="review-note">
                {shown.isStopped ? "All trading is stopped. Resume it first." : <SumsOf rows={chosen} />}
              </span>
            </p>
            <Button
              variant="primary"
              className="ml-auto max-md:ml-0 max-md:h-11 max-md:w-full"
              disabled={chosen.length === 0 || waiting.isStopped}
              aria-describedby="review-note"
              onClick={() => setConfirming(true)}
            >
              Approve {plural(chosen.length, "portfolio")}
            </Button>
          </>
        )}
        {progress !== null && (
          <>
            <p className="min-w-0" role="status">
              {progress.answered} of {progress.of} answered
            </p>
            <ProgressBar value={progress.answered} max={progress.of} label="Approvals" className="max-md:flex-1" />
            <Button className="ml-auto max-md:ml-0 max-md:h-11 max-md:w-full" disabled={isStopping} onClick={stop}>
              {isStopping ? "Stopping" : "Approve no more"}
            </Button>
          </>
        )}
      </div>
      {isConfirming && (
        <ApproveDialog
          rows={chosen}
          onClose={() => setConfirming(false)}
          onApprove={() => {
            setConfirming(false);
            run(chosen);
          }}
        />
      )}
    </>
  );
}

/** Nothing is left to press: how it ended, and the way on. */
function AllApproved({ count }: { count: number }) {
  return (
    <>
      <p className="min-w-0 font-medium" role="status">
        {plural(count, "proposal")} approved, none left
      </p>
      <Button className="ml-auto max-md:ml-0 max-md:h-11 max-md:w-full" href="/">
        Back to the overview
      </Button>
    </>
  );
}

/** A proposal with something to know is chosen by hand. */
const withNotes = (rows: readonly WaitingRow[]) =>
  new Set(rows.filter((row) => row.notes.length > 0).map((row) => row.rebalanceId));
