"use client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { refusalLabel } from "@/lib/format/labels/refusals";
import { ActBar } from "./act-bar";
import { BeforeAfter } from "./before-after";
import { CostSheet } from "./cost-sheet";
import { LimitsSheet } from "./limits-sheet";
import { OrdersSheet } from "./orders-sheet";
import { ParagraphsSheet } from "./paragraphs-sheet";
import { RebalanceHead } from "./rebalance-head";
import { hasTraded, isRunning } from "./rebalance-state";
import { StateNotice } from "./state-notice";
import { Differences, TimelineSheet } from "./timeline-sheet";
import { TradesSheet } from "./trades-sheet";
import type { RebalanceView } from "./types";
import { type Refusal, useRebalance } from "./use-rebalance";

export function RebalanceScreen({ initial }: { initial: RebalanceView }) {
  const live = useRebalance(initial);
  const { view } = live;
  const isOpen = view.state === "proposed";
  return (
    <div className="grid gap-5 max-md:pb-24">
      <RebalanceHead view={view} />
      {live.refusal && <RefusalNotice refusal={live.refusal} onReplan={live.replan} isReplanning={live.isReplanning} />}
      <StateNotice view={view} onReplan={live.replan} isReplanning={live.isReplanning} />
      {isOpen && <Doubts doubts={view.doubts} />}
      <Differences view={view} onAccept={live.acceptDifferences} isAccepting={live.isAccepting} />
      <div className="grid items-start gap-5 *:min-w-0 max-md:gap-4 xl:grid-cols-[minmax(0,1fr)_296px]">
        <div className="grid gap-5 *:min-w-0 max-md:gap-4">
          {!live.isStreaming && isRunning(view.state) && (
            <Callout>
              Live updates are interrupted; asking every 2 seconds instead. The orders do not depend on this page.
            </Callout>
          )}
          <OrdersSheet view={view} />
          <ParagraphsSheet id="h-why" title="Why" paragraphs={view.why} />
          <BeforeAfter plan={view.plan} hint={hasTraded(view.state) ? "as planned" : undefined} />
          <TradesSheet view={view} onLeaveOut={isOpen ? live.leaveOut : undefined} isPlanning={live.isPlanning} />
          {(isOpen || view.state === "blocked") && (
            <ParagraphsSheet
              id="h-nothing"
              title="If you do nothing"
              paragraphs={view.ifNothing ? [view.ifNothing] : []}
            />
          )}
          {!isOpen && <TimelineSheet view={view} />}
        </div>
        <aside className="grid items-start gap-5 *:min-w-0 max-md:gap-4 max-xl:grid-cols-[repeat(auto-fit,minmax(260px,1fr))] xl:sticky xl:top-16">
          <CostSheet view={view} />
          <LimitsSheet checks={view.limitChecks} isRunning={!isOpen} />
        </aside>
      </div>
      <ActBar live={live} />
    </div>
  );
}

/** What the plan counts and was doubted: told before anybody approves. */
function Doubts({ doubts }: Pick<RebalanceView, "doubts">) {
  if (doubts.length === 0) return null;
  return (
    <Callout tone="warning" title="Some of what this counts is in doubt">
      {doubts.map((doubt) => (
        <p key={doubt}>{doubt}</p>
      ))}
    </Callout>
  );
}

function RefusalNotice({
  refusal,
  onReplan,
  isReplanning,
}: {
  refusal: Refusal;
  onReplan: () => void;
  isReplanning: boolean;
}) {
  const needsFresh = ["prices-moved", "expired", "world-changed"].includes(refusal.reason ?? "");
  const action = refusal.freshRebalanceId ? (
    <Button href={`/rebalances/${refusal.freshRebalanceId}`}>Open the fresh proposal</Button>
  ) : needsFresh ? (
    <Button onClick={onReplan} isBusy={isReplanning}>
      Plan again with fresh prices
    </Button>
  ) : null;
  return (
    <div role="alert">
      <Callout tone="warning" title={refusalLabel(refusal.reason)} actions={action}>
        {refusal.message}
      </Callout>
    </div>
  );
}
