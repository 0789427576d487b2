import { Countdown } from "@/components/figures/countdown";
import { Drift } from "@/components/figures/drift";
import { Moment } from "@/components/figures/moment";
import { Money } from "@/components/figures/money";
import { ModeChip } from "@/components/portfolio/mode-chip";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Fact, Facts } from "@/components/ui/facts";
import { PageHead } from "@/components/ui/page-head";
import type { RebalanceState } from "@/lib/engine/model";
import { formatBps } from "@/lib/format/number";
import { Running } from "./running";
import type { RebalanceView } from "./types";
import { hasTraded, isRunning, STATE_WORD, sidesInWords } from "./words";

const TONES: Partial<Record<RebalanceState, ChipTone>> = {
  proposed: "neutral",
  blocked: "warning",
  approved: "accent",
  executing: "accent",
  stopping: "warning",
  settled: "positive",
  incomplete: "warning",
  halted: "negative",
};

/** What was traded once anything could be, else what the plan would trade. */
function tradedOf({ state, achieved, realised, plan }: RebalanceView): string {
  if (achieved !== null) return achieved.tradedBase;
  if (realised !== null) return realised.traded;
  return hasTraded(state) || isRunning(state) ? "0" : plan.tradedBase;
}

export function RebalanceHead({ view }: { view: RebalanceView }) {
  const { plan, realised, achieved, baseCurrency } = view;
  const reached = achieved?.driftAfter ?? null;
  return (
    <PageHead
      title={view.title}
      chips={
        <>
          <Chip tone={TONES[view.state]}>
            {STATE_WORD[view.state]}
            {view.state === "proposed" && <Moment at={view.proposedAt} format="time" />}
            {view.finishedAt !== null && <Moment at={view.finishedAt} format="auto" />}
          </Chip>
          <ModeChip mode={view.mode} />
        </>
      }
      actions={
        <span className="mono faint desk-only self-center" title={`Plan hash ${plan.planHash}`}>
          plan {plan.planHash.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ")}
        </span>
      }
    >
      <div className="figure">
        <Money value={tradedOf(view)} digits={0} />
        <span className="unit">
          {baseCurrency} {hasTraded(view.state) || isRunning(view.state) ? "traded" : "to trade"}
        </span>
      </div>
      <Facts>
        <Fact label="Trades">
          {achieved === null ? plan.orders.length : `${achieved.legsDone} of ${achieved.legs}`}
          <span className="unit">{achieved === null ? sidesInWords(plan) : "done"}</span>
        </Fact>
        {realised ? (
          <Fact label="Fees paid">
            <Money value={realised.fees} unit={baseCurrency} />
          </Fact>
        ) : (
          <Fact label="Est. cost">
            <Money value={plan.cost.total} />
            <span className="unit">{formatBps(plan.cost.bpsOfPortfolio)} of portfolio</span>
          </Fact>
        )}
        <Fact label="Drift">
          {(plan.driftBefore * 100).toFixed(1)} to <Drift value={reached ?? plan.driftAfter} isSigned={false} />
          {hasTraded(view.state) && (
            <span className="unit">
              {reached === null ? "planned" : `planned ${(plan.driftAfter * 100).toFixed(1)}`}
            </span>
          )}
        </Fact>
        {view.state === "proposed" && (
          <Fact label="Expires">
            <Moment at={view.expiresAt} format="time" />
            <span className="unit">
              in <Countdown until={view.expiresAt} ended="0:00" />
            </span>
          </Fact>
        )}
        {isRunning(view.state) && (
          <Fact label="Running">
            <Running since={view.startedAt ?? view.approvedAt} />
          </Fact>
        )}
        {view.approvedAt !== null && !isRunning(view.state) && (
          <Fact label="Approved">
            <Moment at={view.approvedAt} format="auto" />
            {view.approvedBy && <span className="unit">by {view.approvedBy}</span>}
          </Fact>
        )}
      </Facts>
    </PageHead>
  );
}
