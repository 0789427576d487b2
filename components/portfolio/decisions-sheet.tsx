"use client";
import Link from "next/link";
import { Fragment, useState } from "react";
import { useNow, useTimeZone } from "@/components/figures/clock";
import { Moment } from "@/components/figures/moment";
import { ask } from "@/components/trpc/call";
import { useDeed } from "@/components/trpc/use-deed";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { useToast } from "@/components/ui/toaster";
import type { DecisionCheck } from "@/lib/engine/model";
import { CHECK_LABELS, OUTCOME_LABELS } from "@/lib/format/labels/checks";
import { plural } from "@/lib/format/plural";
import { formatMoment } from "@/lib/format/time";
import type { DecisionView } from "@/lib/schemas/views";

interface DecisionsSheetProps {
  portfolioId: string;
  decisions: readonly DecisionView[];
  count: number;
}

/** Every check's verdict. A hold is explained like a trade: the tests in order, each with its figure and its bar. */
export function DecisionsSheet({ portfolioId, decisions, count }: DecisionsSheetProps) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [older, setOlder] = useState<{ entries: readonly DecisionView[]; cursor: string | null } | null>(null);
  const toast = useToast();
  const more = useDeed(
    async () => {
      const page = await ask("portfolios.decisions", { portfolioId, cursor: older?.cursor ?? undefined });
      setOlder({ entries: [...(older?.entries ?? []), ...page.entries], cursor: page.nextCursor });
    },
    (message) => toast({ tone: "stop", text: message }),
  );
  // Fresh ones come with the page, older ones were asked for: each once, newest first.
  const known = new Set(decisions.map((decision) => decision.id));
  const entries = [...decisions, ...(older?.entries.filter((entry) => !known.has(entry.id)) ?? [])];
  const chosen = entries.find((entry) => entry.id === chosenId) ?? entries[0];
  if (!chosen) {
    return (
      <Sheet labelledBy="h-why" id="why">
        <SheetHead id="h-why" title="Decisions" />
        <SheetBody>
          <p className="soft">No check has run yet. The first one explains itself here.</p>
        </SheetBody>
      </Sheet>
    );
  }
  const hasOlder = older ? older.cursor !== null : count > decisions.length;
  return (
    <Sheet labelledBy="h-why" id="why">
      <SheetHead
        id="h-why"
        title="Decisions"
        hint={`${plural(count, "check")}; a hold is explained as well as a trade`}
      />
      <div className="why">
        <div className="why-log">
          <DecisionLog entries={entries} chosenId={chosen.id} onChoose={setChosenId} />
          {hasOlder && (
            <Button variant="quiet" size="sm" isBusy={more.isPending} onClick={() => more.run()}>
              Show older
            </Button>
          )}
        </div>
        <DecisionText decision={chosen} />
      </div>
    </Sheet>
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
  const dayOf = (at: number) => formatMoment(at, { timeZone, now }, "day");
  return entries.map((entry, index) => {
    const before = entries[index - 1];
    const isNewDay = before !== undefined && dayOf(before.at) !== dayOf(entry.at);
    return (
      <Fragment key={entry.id}>
        {isNewDay && <p className="why-day">{dayOf(entry.at)}</p>}
        <button type="button" aria-current={entry.id === chosenId || undefined} onClick={() => onChoose(entry.id)}>
          <Moment at={entry.at} format="time" />
          <span className={entry.outcome === "rebalance" ? "warn medium" : undefined}>{entry.headline}</span>
        </button>
      </Fragment>
    );
  });
}

function DecisionText({ decision }: { decision: DecisionView }) {
  const verb = decision.outcome === "hold" ? "it held" : "it proposed trades";
  return (
    <div className="why-text" aria-live="polite">
      <h3>
        Why {verb} at <Moment at={decision.at} />
      </h3>
      <p>{decision.sentence}</p>
      {decision.rebalanceId && (
        <p className="mt-1">
          <Link className="link" href={`/rebalances/${decision.rebalanceId}`}>
            Open the rebalance
          </Link>
        </p>
      )}
      <ol className="tests">
        {decision.checks.map((check) => (
          <CheckRow key={check.check} check={check} />
        ))}
      </ol>
    </div>
  );
}

const MARKS = { passed: "ok", broken: "warn", wait: "wait", "not-reached": "ok" } as const satisfies Record<
  DecisionCheck["outcome"],
  string
>;

function CheckRow({ check }: { check: DecisionCheck }) {
  return (
    <li>
      <Mark kind={MARKS[check.outcome]} />
      <span className="medium">{CHECK_LABELS[check.check]}</span>
      <span className="what soft">{check.detail}</span>
      <span className="res">{OUTCOME_LABELS[check.outcome]}</span>
    </li>
  );
}
