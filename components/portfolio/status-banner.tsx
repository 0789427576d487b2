import type { ReactElement } from "react";
import { Age } from "@/components/figures/age";
import { Bps } from "@/components/figures/bps";
import { Countdown } from "@/components/figures/countdown";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatMoney, formatPoints } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { CheckNow } from "./check-now";
import { isWorrying } from "./is-worrying";
import { PauseSwitch } from "./pause-switch";
import { RestartStop } from "./restart-stop";
import { ResumeDeclined } from "./resume-declined";
import type { PortfolioView } from "./types";

/** What the portfolio says about itself, and the one thing it may need. */
export function StatusBanner({ view }: { view: PortfolioView }): ReactElement {
  const { status, baseCurrency: unit } = view;
  if (view.haltedReason) {
    return (
      <Banner
        tone="negative"
        title="Halted: Evenkeel stopped trading this portfolio."
        detail={view.haltedReason}
        actions={<PauseSwitch portfolioId={view.id} isPaused />}
      />
    );
  }
  switch (status.kind) {
    case "proposed":
      return (
        <Banner
          tone={status.isFirstPurchase ? "calm" : "warning"}
          label={status.waitsForYou ? "Waiting for you" : "About to trade"}
          title={status.headline}
          detail={[
            !status.waitsForYou && "the autopilot carries it out as soon as it may",
            ...(status.isFirstPurchase ? purchaseDetail(status, unit) : tradeDetail(status, unit)),
          ].filter(Boolean)}
          actions={
            <>
              <span className="text-text-soft">
                Expires in{" "}
                <span className="font-medium text-text">
                  <Countdown until={status.expiresAt} ended="no time: expired" />
                </span>
              </span>
              <Button variant="primary" href={`/rebalances/${status.rebalanceId}`}>
                Review
              </Button>
            </>
          }
        />
      );
    case "executing":
      return (
        <Banner
          tone="calm"
          label="Trading now"
          title={status.headline}
          detail={[
            `${status.done} of ${plural(status.of, "order")} done`,
            `${formatMoney(status.tradedBase, { unit, digits: 0 })} planned`,
          ]}
          actions={
            <>
              <ProgressBar value={status.done} max={status.of} label="Orders done" />
              <Button href={`/rebalances/${status.rebalanceId}`}>Watch it trade</Button>
            </>
          }
        />
      );
    case "blocked":
      return (
        <Banner
          tone="warning"
          label="Not traded"
          title={status.headline}
          detail={status.problems}
          actions={<Button href={`/rebalances/${status.rebalanceId}`}>See what blocks it</Button>}
        />
      );
    case "holding": {
      const isSuspectNow = status.reasons.length > 0 && status.reasons.every(({ kind }) => kind === "unconfirmed");
      return (
        <Banner
          tone={isWorrying(status) ? "warning" : "calm"}
          title={status.headline}
          detail={
            isSuspectNow ? "What is suspect is counted as last confirmed. Nothing is traded meanwhile." : status.detail
          }
          actions={
            <>
              {isSuspectNow ? (
                <Button href="#h-suspects">See what is suspect</Button>
              ) : (
                view.decisions.length > 0 && <Button href="#why">Why it holds</Button>
              )}
              {status.reasons.some((reason) => reason.kind === "stopped-out") && <RestartStop portfolioId={view.id} />}
              {status.reasons.some((reason) => reason.kind === "declined") && <ResumeDeclined portfolioId={view.id} />}
            </>
          }
        />
      );
    }
    case "broken":
      return (
        <Banner
          tone="negative"
          title={status.headline}
          detail={[
            status.detail,
            status.since !== null && (
              <>
                since <Age at={status.since} />
              </>
            ),
          ].filter(Boolean)}
          actions={<Button href="/venues">Open venues</Button>}
        />
      );
    case "stopped":
      return (
        <Banner
          tone="quiet"
          title={status.headline}
          detail={status.detail}
          actions={view.isPaused && <PauseSwitch portfolioId={view.id} isPaused />}
        />
      );
    case "unchecked":
      return (
        <Banner
          tone="quiet"
          title={status.headline}
          detail={status.detail}
          actions={<CheckNow portfolioId={view.id} isPrimary />}
        />
      );
  }
}

type Proposed = Extract<PortfolioView["status"], { kind: "proposed" }>;

function tradeDetail(status: Proposed, unit: string) {
  return [
    <>
      {plural(status.tradeCount, "trade")}, {formatMoney(status.tradedBase, { unit, digits: 0 })}
    </>,
    <>
      est. cost <Money value={status.cost} unit={unit} /> (<Bps value={status.costBps} of="portfolio" />)
    </>,
    <span key="drift" className="max-md:hidden">
      drift {formatPoints(status.driftBefore, { isSigned: false, hasUnit: false })} to{" "}
      <Drift value={status.driftAfter} isSigned={false} />
    </span>,
  ];
}

/** In money alone: a newcomer has not met bands, pp and bps yet. */
function purchaseDetail(status: Proposed, unit: string) {
  return [
    <>buys for {formatMoney(status.tradedBase, { unit, digits: 0 })}</>,
    <>
      costs about <Money value={status.cost} unit={unit} />
    </>,
    "nothing is bought before you approve it",
  ];
}
