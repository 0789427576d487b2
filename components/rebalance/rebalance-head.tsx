import { Countdown } from "@/components/figures/countdown";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Time } from "@/components/figures/time";
import { ModeChip } from "@/components/portfolio/mode-chip";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Fact, Facts } from "@/components/ui/facts";
import { PageHead } from "@/components/ui/page-head";
import { Unit } from "@/components/ui/unit";
import type { RebalanceState } from "@/lib/engine/model";
import { describeSides } from "@/lib/format/describe-order";
import { REBALANCE_STATE_LABELS } from "@/lib/format/labels/rebalances";
import { formatBps, formatPoints } from "@/lib/format/number";
import { agree } from "@/lib/format/plural";
import { hasTraded, isRunning } from "./rebalance-state";
import { Running } from "./running";
import type { RebalanceView } from "./types";

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
            {REBALANCE_STATE_LABELS[view.state]}
            {view.state === "proposed" && <Time at={view.proposedAt} format="time" />}
            {view.finishedAt !== null && <Time at={view.finishedAt} format="auto" />}
          </Chip>
          <ModeChip mode={view.mode} />
        </>
      }
      actions={
        <span
          className="font-mono text-2xs tracking-[-0.01em] text-text-faint max-md:hidden self-center"
          title={`Plan hash ${plan.planHash}`}
        >
          plan {plan.planHash.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ")}
        </span>
      }
    >
      <Money
        value={tradedOf(view)}
        digits={0}
        size="figure"
        unit={`${baseCurrency} ${hasTraded(view.state) || isRunning(view.state) ? "traded" : "to trade"}`}
      />
      <Facts>
        <Fact label="Trades">
          {achieved === null ? plan.orders.length : `${achieved.legsDone} of ${achieved.legs}`}
          <Unit>{achieved === null ? unitOfTrades(plan.orders) : "done"}</Unit>
        </Fact>
        {realised ? (
          <Fact label="Fees paid">
            <Money value={realised.fees} unit={baseCurrency} />
          </Fact>
        ) : (
          <Fact label="Est. cost">
            <Money value={plan.cost.total} />
            <Unit>{formatBps(plan.cost.bpsOfPortfolio)} of portfolio</Unit>
          </Fact>
        )}
        <Fact label="Drift">
          {pointsOf(plan.driftBefore)} to <Drift value={reached ?? plan.driftAfter} isSigned={false} />
          {hasTraded(view.state) && (
            <Unit>{reached === null ? "planned" : `planned ${pointsOf(plan.driftAfter)}`}</Unit>
          )}
        </Fact>
        {view.state === "proposed" && (
          <Fact label="Expires">
            <Time at={view.expiresAt} format="time" />
            <Unit>
              in <Countdown until={view.expiresAt} ended="0:00" />
            </Unit>
          </Fact>
        )}
        {isRunning(view.state) && (
          <Fact label="Running">
            <Running since={view.startedAt ?? view.approvedAt} />
          </Fact>
        )}
        {view.approvedAt !== null && !isRunning(view.state) && (
          <Fact label="Approved">
            <Time at={view.approvedAt} format="auto" />
            {view.approvedBy && <Unit>by {view.approvedBy}</Unit>}
          </Fact>
        )}
      </Facts>
    </PageHead>
  );
}

/** Beside a drift that says the unit. */
const pointsOf = (drift: number) => formatPoints(drift, { isSigned: false, hasUnit: false });

/** Behind the count of all: "2 sells, 3 buys", and where all are of one side that side alone. */
function unitOfTrades(orders: RebalanceView["plan"]["orders"]): string {
  const sides = new Set(orders.map(({ side }) => side));
  const [side] = sides;
  return side !== undefined && sides.size === 1 ? agree(orders.length, side, `${side}s`) : describeSides(orders);
}
