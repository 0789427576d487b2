"use client";
import { useState } from "react";
import { useNow } from "@/components/figures/clock";
import { Countdown } from "@/components/figures/countdown";
import { Money } from "@/components/figures/money";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { useHydrated } from "@/components/ui/use-hydrated";
import { plural } from "@/lib/format/plural";
import { isZero, sum } from "@/lib/money";
import { asRestChoice, REST_CHOICES, type RestChoice, restUntil } from "./decline-rest";
import { isRunning } from "./rebalance-state";
import { shownPlan } from "./shown-plan";
import type { RebalanceView } from "./types";
import type { useRebalance } from "./use-rebalance";

type Live = ReturnType<typeof useRebalance>;

const BAR =
  "sticky bottom-4 z-8 flex min-h-13 items-center gap-2.5 rounded-lg bg-raised py-2.5 pr-2.5 pl-4.5 tabular-nums shadow-float max-md:fixed max-md:inset-x-2 max-md:top-auto max-md:bottom-16.5 max-md:z-21 max-md:flex-wrap max-md:p-3";
const SUM = "flex min-w-0 flex-wrap items-baseline gap-x-3 max-md:grid max-md:w-full";

/** The one place that needs an answer. It stays in sight, never takes the focus, and says why when it cannot be pressed. */
export function ActionBar({ live }: { live: Live }) {
  const { view } = live;
  if (view.state === "proposed") return <ApproveBanner live={live} />;
  if (isRunning(view.state)) return <RunningBar live={live} />;
  return null;
}

function ApproveBanner({ live }: { live: Live }) {
  const { view } = live;
  const now = useNow();
  const isHydrated = useHydrated();
  const { sold, bought, cost } = shownPlan(view.plan);
  const why = reasonNotToApprove(view, live.isPlanning, now);
  const note = why ?? live.refusal?.message ?? null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a landmark of its own, not a section of the page
    <div className={BAR} role="region" aria-label="Approve">
      <div className={SUM}>
        <b className="font-medium">
          <Sides sold={sold} bought={bought} unit={view.baseCurrency} />
        </b>
        <span className={note ? "text-warning text-xs" : "text-text-soft text-xs"} id="approve-note">
          {note ?? (
            <>
              est. cost <Money value={cost} unit={view.baseCurrency} />
              {view.leftOut.length > 0 && ", planned again"}
            </>
          )}
        </span>
      </div>
      <span className="mr-2 ml-auto whitespace-nowrap text-text-soft max-md:hidden">
        Expires in{" "}
        <b className="font-medium text-text">
          <Countdown until={view.expiresAt} ended="0:00" onEnd={live.refresh} />
        </b>
      </span>
      <DeclineButton live={live} />
      <Button
        variant="primary"
        className="max-md:h-11 max-md:flex-2"
        disabled={why !== null || !isHydrated}
        aria-describedby="approve-note"
        isBusy={live.isApproving}
        onClick={live.approve}
      >
        Approve {plural(view.plan.orders.length, "trade")}
      </Button>
    </div>
  );
}

function DeclineButton({ live }: { live: Live }) {
  const [rest, setRest] = useState<RestChoice>("grown");
  const isHydrated = useHydrated();
  return (
    <>
      <Select
        className="w-auto max-md:hidden"
        aria-label="Once declined"
        value={rest}
        onChange={(value) => setRest(asRestChoice(value))}
        options={REST_CHOICES}
      />
      <Button
        className="max-md:h-11 max-md:flex-1"
        disabled={!isHydrated}
        onClick={() => live.decline(restUntil(rest, Date.now()))}
        isBusy={live.isDeclining}
      >
        Decline
      </Button>
    </>
  );
}

/** "Sell 3,558.49, buy 2,561.31 USDT"; a side without trades is not named. */
function Sides({ sold, bought, unit }: { sold: string; bought: string; unit: string }) {
  if (isZero(sold) && isZero(bought)) return "Nothing to trade";
  if (isZero(bought)) {
    return (
      <>
        Sell <Money value={sold} unit={unit} />
      </>
    );
  }
  return (
    <>
      {isZero(sold) ? (
        "Buy "
      ) : (
        <>
          Sell <Money value={sold} />, buy{" "}
        </>
      )}
      <Money value={bought} unit={unit} />
    </>
  );
}

function reasonNotToApprove(view: RebalanceView, isPlanning: boolean, now: number): string | null {
  if (isPlanning) return "Planning again without what you left out";
  if (view.plan.orders.length === 0) return "No trade is left to approve";
  if (view.expiresAt <= now) return "This proposal has expired";
  // What binds the autopilot alone is why a person decides, and holds no person back.
  return view.limitChecks.find((check) => !check.isPassed && check.binds !== "autopilot")?.problem ?? null;
}

function RunningBar({ live }: { live: Live }) {
  const { view } = live;
  // Fills come in quote units; with one quote asset that is the base currency, else the planned sum is left away.
  const filled = sum<string>(view.orders.map((order) => order.filledQuote));
  const isOneQuote = view.orders.every((order) => order.quote === view.baseCurrency);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a landmark of its own, not a section of the page
    <div className={BAR} role="region" aria-label="Running">
      <div className={SUM}>
        <b className="font-medium">
          {isOneQuote ? (
            <>
              <Money value={filled} /> of <Money value={view.plan.tradedBase} unit={view.baseCurrency} /> filled
            </>
          ) : (
            "Orders are on their way"
          )}
        </b>
        <span className="text-text-soft text-xs">
          {view.state === "stopping" ? "stopping: no further order is sent" : "keeps running if you close this page"}
        </span>
      </div>
      <Button
        variant="stop"
        className="ml-auto max-md:h-11 max-md:flex-1"
        onClick={live.stop}
        isBusy={live.isStopping}
        disabled={view.state === "stopping"}
      >
        {view.state === "stopping" ? "Stopping" : "Stop before the next order"}
      </Button>
    </div>
  );
}
