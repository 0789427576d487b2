"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Percent } from "@/components/figures/percent";
import { type EdgeTerms, priceEdges } from "@/components/lab/prices/edges";
import { EdgesField } from "@/components/lab/prices/edges-field";
import { type PricesState, pricesPath, spansOf, usePrices } from "@/components/lab/prices/use-prices";
import type { LabSetUp } from "@/components/lab/types";
import { NotesList } from "@/components/lab/value/notes-list";
import type { LabRun } from "@/components/lab/worker/protocol";
import { useTRPC } from "@/components/trpc/client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { type Capitalisation, DAY_MS, type Policy, YEAR_MS } from "@/lib/engine/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { formatPercent, formatPoints } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { assetsOfSpec, type LabSpec } from "@/lib/schemas/lab-spec";
import { policyLabHref } from "../draft/saved-draft";
import type { CapitalisationView } from "../types";
import { BARS_MIN, useLastYear } from "./use-last-year";

interface LastYearCardProps {
  portfolioId: string;
  draft: Policy;
  /** The policy in force, where the draft differs from it. */
  saved: Policy | null;
  capitalisations: readonly CapitalisationView[];
}

/** What the draft would have come to over the last year of stored closes, beside holding and the policy in force. */
export function LastYearCard(props: LastYearCardProps) {
  const { portfolioId } = props;
  const input = { portfolioId };
  const options = { staleTime: Number.POSITIVE_INFINITY, retry: false };
  const setUp = useQuery(useTRPC().lab.setUp.queryOptions(input, options));
  if (setUp.error) return null;
  return (
    <Card labelledBy="h-last-year">
      <CardHeader
        id="h-last-year"
        title="On the last year"
        push={
          <TextLink className="text-xs" href={policyLabHref(portfolioId)}>
            Open the lab
          </TextLink>
        }
      />
      <CardBody className="grid gap-2">
        {setUp.data ? <LastYear {...props} setUp={setUp.data} /> : <Skeleton height={96} />}
      </CardBody>
    </Card>
  );
}

/** The figures, and what is to be made of prices that begin within the year or end in it. */
function LastYear({ setUp, ...props }: LastYearCardProps & { setUp: LabSetUp }) {
  const { draft, saved } = props;
  const [terms, setTerms] = useState<EdgeTerms>({});
  const spec: LabSpec = { ...setUp.spec, costs: { ...setUp.spec.costs, ...terms } };
  const strategies = [draft, ...(saved ? [saved] : [])].map((policy) => ({ name: "", policy }));
  const assets = assetsOfSpec({ strategies, prices: { ...spec.prices, extras: [] } });
  const loaded = usePrices(pricesPath(spec, assets), 0);
  const spans = spansOf(loaded, spec, setUp.sources, assets);
  const since = Math.max(...spans.map(({ lastAt }) => lastAt)) - YEAR_MS;
  return (
    <>
      <Figures {...props} spec={spec} loaded={loaded} />
      <EdgesField edges={priceEdges(spans, since)} value={terms} onChange={setTerms} />
    </>
  );
}

interface FiguresProps extends LastYearCardProps {
  spec: LabSpec;
  loaded: PricesState;
}

function Figures({ draft, saved, capitalisations, spec, loaded }: FiguresProps) {
  const policies = { draft, ...(saved ? { saved } : {}) };
  const table = loaded.state === "ready" ? loaded.prices.table : null;
  const isEnough = table !== null && table.times.length >= BARS_MIN;
  const { run, problem } = useLastYear(isEnough ? table : null, {
    policies,
    costs: spec.costs,
    capitalisations: capitalisations.flatMap(knownOf),
  });
  if (loaded.state === "failed") return <p className="text-text-soft">{loaded.message}</p>;
  if (table && !isEnough)
    return (
      <p className="text-text-soft">Only {table.times.length} closes are stored; nothing can be said from so few.</p>
    );
  if (capitalisations.some(({ value }) => value === null))
    return <p className="text-text-soft">It needs the capitalisation of every target that follows.</p>;
  if (problem) return <p className="text-text-soft">{problem}</p>;
  if (!run) return <Skeleton height={96} />;
  return <RunFigures run={run} feeRate={spec.costs.feeRate} />;
}

const knownOf = ({ asset, value, at, source }: CapitalisationView): Capitalisation[] =>
  value === null ? [] : [{ asset, value, at: at ?? 0, source: source ?? "" }];

const NAMES: Readonly<Record<string, string>> = { draft: "As edited", saved: "In force", holding: "Holding" };

const CELL = "h-7 border-b border-hairline pl-2 text-right font-normal";
const HEAD = `${CELL} text-text-faint`;

function RunFigures({ run, feeRate }: { run: LabRun; feeRate: number }) {
  const isChanged = run.strategies.length > 1;
  const rows = [...run.strategies, run.holding];
  const nameOf = (id: string) => (id === "draft" && !isChanged ? "This policy" : (NAMES[id] ?? NAMES.holding));
  const draft = run.strategies[0]?.metrics;
  const notes = [...new Set(run.strategies.flatMap((each) => each.notes))];
  return (
    <>
      {draft && <p aria-live="polite">{verdictOf(draft.totalReturn - run.holding.metrics.totalReturn)}</p>}
      <table className="w-full border-collapse text-xs tabular-nums">
        <thead>
          <tr>
            <th scope="col" className={HEAD}>
              <span className="sr-only">Policy</span>
            </th>
            <th scope="col" className={HEAD}>
              Return
            </th>
            <th scope="col" className={HEAD}>
              Deepest fall
            </th>
            <th scope="col" className={HEAD}>
              Rebalances
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, metrics }) => (
            <tr key={id}>
              <th scope="row" className={cx(CELL, "pl-0 text-left")}>
                {nameOf(id)}
              </th>
              <td className={CELL}>
                <Percent value={metrics.totalReturn} isSigned />
              </td>
              <td className={CELL}>
                <Percent value={metrics.maxDrawdown} />
              </td>
              <td className={CELL}>{metrics.events}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-text-faint text-xs">
        Daily closes, {formatPercent(feeRate, { digits: 2 })} fee a trade; holding starts from the same weights.{" "}
        {isAnnualised(run.firstAt, run.lastAt)
          ? "One year says little: most of such a gap is luck."
          : `Only the last ${plural(Math.floor((run.lastAt - run.firstAt) / DAY_MS), "day")} are stored: so short a time says next to nothing.`}
      </p>
      <NotesList notes={notes} />
    </>
  );
}

function verdictOf(gap: number): string {
  const points = formatPoints(Math.abs(gap), { isSigned: false });
  if (Math.abs(gap) < 0.0005) return "It came to the same as holding.";
  return gap < 0 ? `Holding won, by ${points}.` : `It ended ${points} ahead of holding.`;
}
