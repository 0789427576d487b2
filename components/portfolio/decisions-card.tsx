"use client";
import { Fragment, useState } from "react";
import { useNow, useTimeZone } from "@/components/figures/clock";
import { Time } from "@/components/figures/time";
import { query } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toaster";
import type { DescribedCheck, ShownOutcome } from "@/lib/engine/model";
import { CHECK_LABELS, OUTCOME_LABELS } from "@/lib/format/labels/checks";
import { plural } from "@/lib/format/plural";
import { formatTime } from "@/lib/format/time";
import type { DecisionView } from "./types";

interface DecisionsCardProps {
  portfolioId: string;
  decisions: readonly DecisionView[];
  count: number;
}

/** Every check's verdict. A hold is explained like a trade: the tests in order, each with its figure and its bar. */
export function DecisionsCard({ portfolioId, decisions, count }: DecisionsCardProps) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [older, setOlder] = useState<{ entries: readonly DecisionView[]; cursor: string | null } | null>(null);
  const toast = useToast();
  const more = useAction(
    async () => {
      const page = await query("portfolios.decisions", { portfolioId, cursor: older?.cursor ?? undefined });
      setOlder({ entries: [...(older?.entries ?? []), ...page.entries], cursor: page.nextCursor });
    },
    (message) => toast({ tone: "stop", text: message }),
  );
  // Fresh ones come with the page, older ones were loaded: each once, newest first.
  const known = new Set(decisions.map((decision) => decision.id));
  const entries = [...decisions, ...(older?.entries.filter((entry) => !known.has(entry.id)) ?? [])];
  const chosen = entries.find((entry) => entry.id === chosenId) ?? entries[0];
  if (!chosen) {
    return (
      <Card labelledBy="h-why" id="why">
        <CardHeader id="h-why" title="Decisions" />
        <CardBody>
          <p className="text-text-soft">No check has run yet. The first one explains itself here.</p>
        </CardBody>
      </Card>
    );
  }
  const hasOlder = older ? older.cursor !== null : count > decisions.length;
  return (
    <Card labelledBy="h-why" id="why">
      <CardHeader
        id="h-why"
        title="Decisions"
        hint={`${plural(count, "check")}; a hold is explained as well as a trade`}
      />
      <div className="grid border-t border-line md:grid-cols-[260px_minmax(0,1fr)]">
        <div className="max-h-105 overflow-y-auto border-line p-1.5 max-md:max-h-65 max-md:border-b md:border-r">
          <DecisionLog entries={entries} chosenId={chosen.id} onChoose={setChosenId} />
          {hasOlder && (
            <Button
              variant="quiet"
              size="sm"
              className="mx-1.5 my-1"
              isBusy={more.isPending}
              onClick={() => more.run()}
            >
              Show older
            </Button>
          )}
        </div>
        <DecisionText decision={chosen} />
      </div>
    </Card>
  );
}

interface DecisionLogProps {
  entries: readonly DecisionView[];
  chosenId: string;
  onChoose: (id: string) => void;
}

function DecisionLog({ entries, chosenId, onChoose }: DecisionLogProps) {
  const timeZone = useTimeZone();
  const now = useNow(false);
  const dayOf = (at: number) => formatTime(at, { timeZone, now }, "day");
  return entries.map((entry, index) => {
    const before = entries[index - 1];
    const isNewDay = before !== undefined && dayOf(before.at) !== dayOf(entry.at);
    return (
      <Fragment key={entry.id}>
        {isNewDay && <p className="px-3.5 pt-2 pb-0.5 text-2xs text-text-faint">{dayOf(entry.at)}</p>}
        <button
          type="button"
          className="grid w-full grid-cols-[46px_minmax(0,1fr)] rounded-md px-3.5 py-1.5 text-left hover:bg-hover aria-current:bg-sunken max-md:py-2.5"
          aria-current={entry.id === chosenId || undefined}
          onClick={() => onChoose(entry.id)}
        >
          <span className="text-text-faint">
            <Time at={entry.at} format="time" />
          </span>
          <span className={entry.outcome === "rebalance" ? "text-warning font-medium" : undefined}>
            {entry.headline}
          </span>
        </button>
      </Fragment>
    );
  });
}

function DecisionText({ decision }: { decision: DecisionView }) {
  // Who only watches proposes nothing.
  const verb =
    decision.outcome === "hold" ? "it held" : decision.rebalanceId === null ? "it would trade" : "it proposed trades";
  return (
    <div className="min-w-0 p-3.5 md:px-6 md:pt-4 md:pb-4.5" aria-live="polite">
      <h3 className="mb-1 text-base font-semibold">
        Why {verb} at <Time at={decision.at} />
      </h3>
      <p className="max-w-[66ch] text-base">{decision.sentence}</p>
      {decision.rebalanceId && (
        <p className="mt-1 text-base">
          <TextLink isInline href={`/rebalances/${decision.rebalanceId}`}>
            Open the rebalance
          </TextLink>
        </p>
      )}
      <ol className="mt-3 divide-y divide-hairline border-t border-hairline">
        {decision.checks.map((check) => (
          <CheckRow key={check.check} check={check} />
        ))}
      </ol>
    </div>
  );
}

const MARKS = {
  passed: "ok",
  broken: "warn",
  wait: "wait",
  "not-reached": "none",
  "not-needed": "none",
} as const satisfies Record<ShownOutcome, string>;

function CheckRow({ check }: { check: DescribedCheck }) {
  return (
    <li className="grid min-h-8 grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-2 py-1 tabular-nums md:grid-cols-[18px_132px_minmax(0,1fr)_auto]">
      <Mark kind={MARKS[check.outcome]} />
      <span className="font-medium">{CHECK_LABELS[check.check]}</span>
      <span className="text-text-soft max-md:col-span-2 max-md:col-start-2 max-md:row-start-2">{check.detail}</span>
      <span className="font-medium text-text-soft">{OUTCOME_LABELS[check.outcome]}</span>
    </li>
  );
}
