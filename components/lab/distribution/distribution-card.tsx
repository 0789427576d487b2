"use client";
import { useMemo, useState } from "react";
import { ChartSentence } from "@/components/charts/chart-frame";
import { STALE_CLASS } from "@/components/lab/stale-class";
import { questionOf } from "@/components/lab/work/question-of";
import { type LongWork, useLongWork } from "@/components/lab/work/use-long-work";
import { useNear } from "@/components/lab/work/use-near";
import { WorkLine } from "@/components/lab/work/work-line";
import type { LabDistribution, LabDistributionRequest, LabEngine, LabSample } from "@/components/lab/worker/protocol";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DAY_MS } from "@/lib/engine/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { agree, plural } from "@/lib/format/plural";
import { DistributionControls } from "./distribution-controls";
import { fallSentence, spreadSentence } from "./sentences";
import { type DistributionSettings, lengthLabel, usualSettings, windowLabel } from "./settings";
import { SpreadDrawing } from "./spread-drawing";
import { type SpreadScales, sharedScales } from "./spread-scales";
import { SpreadTable } from "./spread-table";
import { type DistributionSummary, summarise } from "./summary";

export interface DistributionCardProps {
  /** Computes the runs; null while the workers start. */
  engine: Pick<LabEngine, "distribution"> | null;
  /** The strategy it is about, with costs and period; null while there is nothing to compute. May be made anew each render. */
  request: Pick<LabDistributionRequest, "strategy" | "options" | "start" | "end"> | null;
  /** "Yours", "Monthly": how the strategy is called on the page. */
  name: string;
  /** Changes when other prices are loaded. */
  dataKey: string;
  /** Epoch ms of the first and last bar of the period. */
  span: { firstAt: number; lastAt: number };
  /** Seed of the put-together paths; a link carries it, so that a run can be repeated. */
  seed: number;
  onSeed: (seed: number) => void;
}

/** What leads are told by. */
interface Told {
  isYearly: boolean;
  starts: string;
  paths: string;
}

type Answer = LabDistribution & { told: Told };

/** How much of a result was luck: the same policy begun on other days, and on histories put together anew. */
export function DistributionCard({ engine, request, name, dataKey, span, seed, onSeed }: DistributionCardProps) {
  const days = (span.lastAt - span.firstAt) / DAY_MS;
  const [chosen, setChosen] = useState<Partial<DistributionSettings>>({});
  const usual = usualSettings(days);
  const settings = { ...usual, ...chosen };
  // A choice made for a longer history does not fit a shorter one.
  if (settings.windowDays > days * 0.85) settings.windowDays = usual.windowDays;
  const [near, isNear] = useNear<HTMLDivElement>();
  const whole = request && { ...request, ...settings, seed };
  const isShort = days < 20;
  const isRagged = Boolean(request?.options.isLateStart || request?.options.delisted);
  // Both panels stand on one axis: where a window is too short to be told by the year, so is the whole.
  const isYearly = isAnnualised(0, settings.windowDays * DAY_MS);
  const told: Told = {
    isYearly,
    starts: isYearly ? "a year" : `in ${windowLabel(settings.windowDays)}`,
    paths: isYearly ? "a year" : `in ${lengthLabel(days)}`,
  };
  const work = useLongWork<Answer>({
    question:
      engine && whole && isNear && !isShort
        ? `${dataKey} ${questionOf({ ...whole, strategy: whole.strategy.policy })}`
        : null,
    calmMs: 600,
    run: async (signal, report) => {
      if (!engine || !whole) return;
      const of = whole.starts + whole.paths;
      const all = await engine.distribution(whole, (soFar, done, of) => report({ ...soFar, told }, done, of), signal);
      report({ ...all, told }, of, of);
    },
  });
  const { result, previous, phase } = work;
  const { rolling, bootstrap, scales } = useMemo(() => {
    const rolling = shownOf({ result, previous, phase }, "starts");
    const bootstrap = shownOf({ result, previous, phase }, "paths");
    return { rolling, bootstrap, scales: sharedScales([rolling.summary, bootstrap.summary]) };
  }, [result, previous, phase]);
  return (
    <Card labelledBy="h-luck">
      <CardHeader id="h-luck" title="How much was luck" hint={`${name}, begun on other days and on other paths`} />
      <CardBody>
        <div ref={near} className="@container">
          {isShort ? (
            <ChartSentence height={72}>
              Too short a history to begin on other days: choose a period of at least 20 days.
            </ChartSentence>
          ) : (
            <>
              <div
                className="grid grid-cols-1 gap-x-8 gap-y-6 *:min-w-0 @min-[720px]:grid-cols-2"
                aria-busy={phase === "running"}
              >
                <Panel
                  id="h-rolling"
                  title={`Other starts, ${windowLabel(settings.windowDays)} each`}
                  of="starts"
                  {...rolling}
                  scales={scales}
                  name={name}
                />
                <Panel
                  id="h-bootstrap"
                  title={`Other paths of ${lengthLabel(days)}, in blocks of about ${settings.blockDays} days`}
                  of="paths"
                  isImpossible={phase === "done" && isRagged}
                  {...bootstrap}
                  scales={scales}
                  name={name}
                />
              </div>
              <WorkLine work={work} unit="runs" className="mt-2">
                {phase === "done" && (
                  <span>
                    Each dot is an equal share of the runs; the bar under the dots is the middle half, its line 5 to 95
                    %.
                  </span>
                )}
              </WorkLine>
              <DistributionControls
                days={days}
                settings={settings}
                onSettings={(change) => setChosen({ ...chosen, ...change })}
                seed={seed}
                onSeed={onSeed}
              />
              <Notes windowDays={settings.windowDays} blockDays={settings.blockDays} days={days} />
            </>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

/** Fewer runs than this say less than the answer before. */
const ENOUGH = 20;

/** The answer before stays, dimmed and in its own terms, until the new one has enough runs to be read. */
function shownOf(
  { result, previous, phase }: Pick<LongWork<Answer>, "result" | "previous" | "phase">,
  of: "starts" | "paths",
) {
  const samplesOf = (answer: Answer | null): readonly LabSample[] =>
    (of === "starts" ? answer?.rolling : answer?.bootstrap) ?? [];
  const isStale = phase !== "done" && samplesOf(result).length < ENOUGH && samplesOf(previous).length > 0;
  const shown = isStale ? previous : result;
  return {
    summary: summarise(samplesOf(shown), shown?.told.isYearly ?? true),
    per: shown?.told[of] ?? "a year",
    isStale,
  };
}

interface PanelProps {
  id: string;
  title: string;
  of: string;
  per: string;
  summary: DistributionSummary | null;
  isStale: boolean;
  scales: SpreadScales;
  name: string;
  /** No such run can be made of prices that begin late or end early. */
  isImpossible?: boolean;
}

function Panel({ id, title, of, per, summary, isStale, scales, name, isImpossible }: PanelProps) {
  return (
    <section aria-labelledby={id} className={isStale ? STALE_CLASS : undefined}>
      <h3 id={id} className="text-xs text-text-faint">
        {title}
      </h3>
      <p
        className="mt-1 mb-3 min-h-11 text-base text-text-soft tabular-nums @min-[720px]:min-h-[66px]"
        data-testid="spread-sentence"
      >
        {summary ? (
          <>
            <b className="font-semibold text-text">{spreadSentence(summary, of, per)}</b> {fallSentence(summary)}
          </>
        ) : (
          <span className="text-text-faint">
            {isImpossible
              ? "None: a history put together anew has no day on which a coin is listed or ends. Choose a period all are there in."
              : "Not computed yet."}
          </span>
        )}
      </p>
      <SpreadDrawing summary={summary} scales={scales} name={name} of={of} per={per} />
      <SpreadTable summary={summary} per={per} />
    </section>
  );
}

/** What either method does and does not say. */
function Notes({ windowDays, blockDays, days }: { windowDays: number; blockDays: number; days: number }) {
  const whole = Math.max(1, Math.floor(days / windowDays));
  return (
    <div className="mt-3.5 grid max-w-[104ch] gap-1 text-xs text-text-faint">
      <p>
        <b className="font-medium text-text-soft">Other starts</b> share most of their days: this history holds{" "}
        {plural(whole, "stretch", "stretches")} of {windowLabel(windowDays)} that {agree(whole, "does", "do")} not
        overlap, so they are far fewer trials than there are dots.
      </p>
      <p>
        <b className="font-medium text-text-soft">Other paths</b> shuffle blocks of what happened (stationary
        bootstrap). How the assets moved together on a day is kept, and how one day followed another within a block;
        trends longer than about {blockDays} days are not. They show how much hung on the order of events. They know no
        market this history has not seen, and are no forecast.
      </p>
    </div>
  );
}
