import type { ReactElement, ReactNode } from "react";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Time } from "@/components/figures/time";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { plural } from "@/lib/format/plural";
import { absolute, isNegative, isZero } from "@/lib/money";
import type { RebalanceView } from "./types";

interface StateNoticeProps {
  view: RebalanceView;
  onReplan: () => void;
  isReplanning: boolean;
}

/** How it ended or why it stands still, and the one way on. A running or waiting rebalance needs none. */
export function StateNotice({ view, onReplan, isReplanning }: StateNoticeProps): ReactElement | null {
  const portfolio = { href: `/portfolios/${view.portfolioId}`, label: "Open portfolio" };
  const again = (
    <Button variant="primary" onClick={onReplan} isBusy={isReplanning}>
      Plan again
    </Button>
  );
  const back = <Button href={portfolio.href}>{portfolio.label}</Button>;
  switch (view.state) {
    case "blocked": {
      const problems = view.limitChecks.flatMap((check) => (check.problem ? [check.problem] : []));
      return (
        <Banner
          tone="warning"
          title={`Not traded: ${plural(Math.max(problems.length, 1), "limit")} said no.`}
          detail={problems.length > 0 ? problems : (view.outcome ?? "A limit said no.")}
          actions={again}
        />
      );
    }
    case "declined":
      return (
        <Banner
          tone="calm"
          title="Declined. Nothing was traded."
          detail={
            view.outcome ??
            "It rests until drift has grown, or until the time you chose; the portfolio’s page takes it back."
          }
          actions={again}
        />
      );
    case "expired":
      return (
        <Banner
          tone="calm"
          title="Expired without an answer. Nothing was traded."
          detail={view.outcome ?? "The next check plans again with fresh prices."}
          actions={again}
        />
      );
    case "superseded":
      return (
        <Banner
          tone="calm"
          title="Replaced by a newer proposal."
          detail={view.outcome ?? "Prices, holdings or the policy changed since this one was made."}
          actions={
            view.supersededBy ? (
              <Button variant="primary" href={`/rebalances/${view.supersededBy}`}>
                Open the newer one
              </Button>
            ) : (
              again
            )
          }
        />
      );
    case "settled":
      return (
        <Banner
          tone="calm"
          title="Settled. Every order is booked."
          detail={[view.outcome, ...settledDetail(view)].filter(Boolean)}
          actions={back}
        />
      );
    case "incomplete":
      return (
        <Banner
          tone="warning"
          title="Over, and not all of it was done."
          detail={[view.outcome, ...settledDetail(view)].filter(Boolean)}
          actions={again}
        />
      );
    case "stopped":
      return (
        <Banner
          tone="calm"
          title="Stopped before the next order."
          detail={[
            view.outcome ?? "What was filled is booked; nothing else was sent.",
            ...settledDetail(view),
            "Nothing stays open at the venue.",
          ]}
          actions={again}
        />
      );
    case "halted":
      return (
        <Banner
          tone="negative"
          title="Halted. The portfolio does not trade until this is cleared up."
          detail={
            view.outcome ?? "An order’s fate could not be found out. Look it up at the venue by our order id below."
          }
          actions={back}
        />
      );
    case "proposed":
    case "approved":
    case "executing":
    case "stopping":
      return null;
  }
}

/** What happened beside what was planned; empty where nothing was filled. */
function settledDetail(view: RebalanceView): ReactNode[] {
  const { realised, achieved, baseCurrency, plan } = view;
  if (!realised) return [];
  const reached = achieved?.driftAfter ?? null;
  return [
    <>
      <Money value={realised.traded} unit={baseCurrency} /> traded of <Money value={plan.tradedBase} /> planned
    </>,
    <>
      fees <Money value={realised.fees} unit={baseCurrency} />, planned <Money value={plan.cost.fees} />
    </>,
    isZero(realised.againstPlan) ? (
      "prices as planned"
    ) : (
      <>
        prices <Money value={absolute(realised.againstPlan)} /> {isNegative(realised.againstPlan) ? "worse" : "better"}{" "}
        than planned
      </>
    ),
    reached !== null && (
      <>
        drift <Drift value={reached} isSigned={false} />, planned <Drift value={plan.driftAfter} isSigned={false} />
      </>
    ),
    view.finishedAt !== null && (
      <>
        finished <Time at={view.finishedAt} format="auto" />
      </>
    ),
  ].filter(Boolean);
}
