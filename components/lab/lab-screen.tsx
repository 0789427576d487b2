"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useDeferredValue, useEffect, useMemo, useReducer, useState } from "react";
import type { PricesChoice } from "@/components/price-data/types";
import { Callout } from "@/components/ui/callout";
import { cx } from "@/components/ui/cx";
import { SidePane } from "@/components/ui/side-pane";
import { assetsOfSpec, chosenStrategy, type LabSpec } from "@/lib/schemas/lab-spec";
import { AssetsDialog } from "./comparison/assets-dialog";
import { CompareDialog } from "./comparison/compare-dialog";
import { ComparedCard } from "./comparison/compared-card";
import { UsePolicyDialog } from "./comparison/use-policy-dialog";
import { editSpec } from "./edit-spec";
import { LabExport } from "./export/lab-export";
import { HeatPart, MoreCards } from "./lab-cards";
import { LabColumns } from "./lab-columns";
import { LabHead } from "./lab-head";
import { LabTrouble } from "./lab-trouble";
import { PolicyPanel } from "./policy/policy-panel";
import { priceEdges } from "./prices/edges";
import { gapText } from "./prices/gap-text";
import { PricesCard } from "./prices/prices-card";
import { pricesPath, spansOf, usePrices } from "./prices/use-prices";
import { RunSkeleton } from "./run-skeleton";
import { STALE_CLASS } from "./stale-class";
import type { LabSetUp } from "./types";
import { recallSpec, useLabLink } from "./use-lab-link";
import { useLabRun } from "./use-lab-run";
import { useUnsavedDraft } from "./use-unsaved-draft";
import { periodOf } from "./value/periods";
import { ValueCard } from "./value/value-card";
import { VerdictCard } from "./value/verdict-card";

/** Comes when it is opened: most runs need no new prices. */
const PricesDialog = dynamic(() => import("@/components/price-data/prices-dialog").then((file) => file.PricesDialog), {
  ssr: false,
});

export interface LabScreenProps {
  setUp: LabSetUp;
  /** The run to open with: the link's, or the default. */
  opened: LabSpec;
  /** Why the link's run could not be had; null when it could, or the link names none. */
  linkProblem: string | null;
  /** The link named the run, so nothing is added to it. */
  isLinked: boolean;
}

type Open = { dialog: "compare" | "assets" | "prices" | "bring" } | { dialog: "use"; index: number } | null;

/** Every strategy on past prices, by the code that trades. The spec is the whole state; the address carries it. */
export function LabScreen({ setUp, opened: openedWith, linkProblem, isLinked }: LabScreenProps) {
  // The page is rendered anew now and then; what it was opened with stays what Reset goes back to.
  const [opened] = useState(openedWith);
  const [spec, edit] = useReducer(editSpec, opened, (first) => recallSpec() ?? first);
  // As they were when the page was opened: a refresh must not run everything anew.
  const [capitalisations] = useState(setUp.capitalisations);
  const router = useRouter();
  const [attempt, setAttempt] = useState(0);
  const [open, setOpen] = useState<Open>(null);
  const assets = assetsOfSpec(spec);
  const path = pricesPath(spec, assets);
  const prices = usePrices(path, attempt);
  const table = prices.prices?.table ?? null;
  const { engine, result, rested, problem } = useLabRun(table, spec, capitalisations);
  const link = useLabLink(spec, opened, setUp.portfolio?.id ?? null, setUp);
  const span = useMemo(
    () => (table && table.times.length > 0 ? { firstAt: table.times[0] ?? 0, lastAt: table.times.at(-1) ?? 0 } : null),
    [table],
  );
  const parts = result && { spec, edit, engine, result, rested, capitalisations, dataKey: prices.key };
  // Other prices have another span: the last three years of it, written down so that the link says which.
  const isOpenEnded = spec.period.start === null || spec.period.end === null;
  useEffect(() => {
    if (span && isOpenEnded && prices.state === "ready")
      edit({ do: "period", period: periodOf("3y", span.firstAt, span.lastAt) });
  }, [span, isOpenEnded, prices.state]);
  useUnsavedDraft(setUp.portfolio, spec === opened && !isLinked, edit);
  // What is read after the drag need not hold up the drag.
  const calm = useDeferredValue(parts);
  const compare = useCallback(() => setOpen({ dialog: "compare" }), []);
  const use = useCallback((index: number) => setOpen({ dialog: "use", index }), []);
  const close = () => setOpen(null);
  const useBrought = ({ source, quote, timeframe }: PricesChoice) => {
    edit({ do: "source", prices: { source, quote, timeframe } });
    // What is stored has changed, also where the address of the run's prices has not.
    router.refresh();
    setAttempt(attempt + 1);
  };
  const note = useMemo(() => gapText(prices.prices?.gaps ?? []), [prices.prices]);
  return (
    <div className="grid gap-5">
      <LabHead
        spec={spec}
        span={span}
        sources={setUp.sources}
        link={link}
        onAssets={() => setOpen({ dialog: "assets" })}
        onPrices={() => setOpen({ dialog: "prices" })}
        onUse={() => setOpen({ dialog: "use", index: spec.chosen })}
        more={<LabExport engine={engine} result={result} link={() => link(result?.spec)} />}
      />
      {linkProblem && (
        <Callout tone="warning" title="This link could not be opened.">
          {linkProblem} The lab opened with {setUp.spec.name ? `“${setUp.spec.name}”` : "its own run"} instead.
        </Callout>
      )}
      <LabColumns>
        <SidePane from="lg" label="Policy in hand">
          <PolicyPanel spec={spec} edit={edit} opened={opened} run={result?.run ?? null} />
        </SidePane>
        <div className="grid min-w-0 gap-5">
          <LabTrouble
            prices={prices}
            // A run on the prices before is no answer to the ones that come.
            problem={prices.state === "loading" ? null : problem}
            spec={spec}
            sources={setUp.sources}
            edit={edit}
            onRetry={() => setAttempt(attempt + 1)}
            onPrices={() => setOpen({ dialog: "prices" })}
            onBring={() => setOpen({ dialog: "bring" })}
          />
          {result && parts ? (
            <div className={cx("grid min-w-0 gap-5 *:min-w-0", (problem || prices.state !== "ready") && STALE_CLASS)}>
              <VerdictCard result={result} />
              <ValueCard result={result} scale={spec.scale} period={spec.period} span={span} edit={edit} note={note} />
              <div
                className={cx(
                  "grid grid-cols-1 items-start gap-5 *:min-w-0",
                  spec.strategies.length <= 3 && "xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]",
                )}
              >
                <ComparedCard result={result} edit={edit} onAdd={compare} onUse={use} />
                <HeatPart {...parts} />
              </div>
              {calm && <MoreCards {...calm} />}
            </div>
          ) : (
            prices.state !== "failed" && !problem && <RunSkeleton />
          )}
        </div>
      </LabColumns>
      {open?.dialog === "compare" && (
        <CompareDialog spec={spec} setUp={setUp} onAdd={(strategy) => edit({ do: "add", strategy })} onClose={close} />
      )}
      {open?.dialog === "assets" && (
        <AssetsDialog
          spec={spec}
          source={setUp.sources.find((each) => each.source === spec.prices.source) ?? null}
          onApply={(targets, isForAll) => edit({ do: "targets", targets, isForAll })}
          onClose={close}
        />
      )}
      {open?.dialog === "prices" && (
        <PricesCard
          spec={spec}
          edit={edit}
          sources={setUp.sources}
          span={span}
          edges={priceEdges(spansOf(prices, spec, setUp.sources, assets))}
          onBring={() => setOpen({ dialog: "bring" })}
          onClose={close}
        />
      )}
      {open?.dialog === "bring" && (
        <PricesDialog wanted={{ ...spec.prices, assets }} onReady={useBrought} onClose={close} />
      )}
      {open?.dialog === "use" && (
        <UsePolicyDialog
          strategy={spec.strategies[open.index] ?? chosenStrategy(spec)}
          portfolios={setUp.portfolios}
          from={setUp.portfolio?.id ?? null}
          onClose={close}
        />
      )}
    </div>
  );
}
