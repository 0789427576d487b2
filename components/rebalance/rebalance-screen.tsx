"use client";
import { assetColors } from "@/components/portfolio/asset-colors";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SidePane } from "@/components/ui/side-pane";
import { isFirstPurchase } from "@/lib/format/first-purchase";
import { refusalLabel } from "@/lib/format/labels/refusals";
import { ActionBar } from "./action-bar";
import { BeforeAfter } from "./before-after";
import { CostCard } from "./cost-card";
import { LimitsCard } from "./limits-card";
import { OrdersCard } from "./orders-card";
import { ParagraphsCard } from "./paragraphs-card";
import { RebalanceHead } from "./rebalance-head";
import { hasTraded, isRunning } from "./rebalance-state";
import { StateNotice } from "./state-notice";
import { Differences, TimelineCard } from "./timeline-card";
import { TradesCard } from "./trades-card";
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
      {isOpen && <Suspects suspects={view.suspects} />}
      <Differences view={view} onAccept={live.acceptDifferences} isAccepting={live.isAccepting} />
      <div className="grid items-start gap-5 *:min-w-0 max-md:gap-4 xl:grid-cols-[minmax(0,1fr)_296px]">
        <div className="grid gap-5 *:min-w-0 max-md:gap-4">
          {!live.isStreaming && isRunning(view.state) && (
            <Callout>
              Live updates are interrupted; reading every 2 seconds instead. The orders do not depend on this page.
            </Callout>
          )}
          <OrdersCard view={view} />
          <ParagraphsCard id="h-why" title="Why" paragraphs={view.why} />
          <BeforeAfter
            plan={view.plan}
            isFirstPurchase={isFirstPurchase(view.reasons)}
            colors={assetColors(view.allocation).byTarget}
            hint={hasTraded(view.state) ? "as planned" : undefined}
          />
          <TradesCard view={view} onLeaveOut={isOpen ? live.leaveOut : undefined} isPlanning={live.isPlanning} />
          {(isOpen || view.state === "blocked") && (
            <ParagraphsCard
              id="h-nothing"
              title="If you do nothing"
              paragraphs={view.ifNothing ? [view.ifNothing] : []}
            />
          )}
          {!isOpen && <TimelineCard view={view} />}
        </div>
        <SidePane
          from="xl"
          hasBarBelow
          label="Cost and limits"
          className="items-start max-xl:grid-cols-[repeat(auto-fit,minmax(260px,1fr))]"
        >
          <CostCard view={view} />
          <LimitsCard checks={view.limitChecks} isRunning={!isOpen} />
        </SidePane>
      </div>
      <ActionBar live={live} />
    </div>
  );
}

/** What the plan counts and was suspect: shown before anybody approves. */
function Suspects({ suspects }: Pick<RebalanceView, "suspects">) {
  if (suspects.length === 0) return null;
  return (
    <Callout tone="warning" title="Some of what this counts is suspect">
      {suspects.map((sentence) => (
        <p key={sentence}>{sentence}</p>
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
