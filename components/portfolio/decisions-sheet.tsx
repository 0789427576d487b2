"use client";
import Link from "next/link";
import { Fragment, useState } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { Moment } from "@/components/figures/moment";
import { ask } from "@/components/trpc/call";
import { useDeed } from "@/components/trpc/use-deed";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { useToast } from "@/components/ui/toaster";
import type { DecisionCheck } from "@/lib/engine/model";
import { formatMoment } from "@/lib/format/moment";
import type { DecisionView } from "./types";

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
        hint={`${count.toLocaleString("en")} ${count === 1 ? "check" : "checks"}; a hold is explained as well as a trade`}
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
  const dayOf = (at: number) => formatMoment(at, "day", timeZone);
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

const CHECK_NAMES: Record<DecisionCheck["check"], string> = {
  prices: "Prices",
  venues: "Venues",
  bands: "Bands",
  schedule: "Schedule",
  "portfolio-drift": "Portfolio drift",
  cooldown: "Cooldown",
  "minimum-trade": "Smallest trade",
  limits: "Limits",
  rule: "Weights by rule",
  "trend-guard": "Trend guard",
  "portfolio-stop": "Portfolio stop",
  "cash-flow": "Cash flow",
};

const OUTCOMES = {
  passed: { kind: "ok", word: "passed" },
  broken: { kind: "warn", word: "broken" },
  wait: { kind: "wait", word: "wait" },
  "not-reached": { kind: "ok", word: "not reached" },
} as const;

function CheckRow({ check }: { check: DecisionCheck }) {
  const { kind, word } = OUTCOMES[check.outcome];
  return (
    <li>
      <Mark kind={kind} />
      <span className="medium">{CHECK_NAMES[check.check]}</span>
      <span className="what soft">{check.detail}</span>
      <span className="res">{word}</span>
    </li>
  );
}
