import type { CSSProperties } from "react";
import { Money } from "@/components/figures/money";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import type { PlannedOrder } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { absolute, isNegative, isPositive, isZero } from "@/lib/money";
import { OrderNote } from "./order-note";
import { filledShare, trackOf } from "./order-track";
import { TrackTime } from "./track-time";
import type { OrderView } from "./types";

/** One order on its way: what it is, how far it is, what it brought. */
interface OrderLaneProps {
  order: OrderView;
  planned: PlannedOrder | undefined;
  /** Quote units, rounded so that the column adds up. */
  brought: string;
  /** Against the planned price; null while nothing is filled. */
  better: string | null;
}

export function OrderLane({ order, planned, brought, better }: OrderLaneProps) {
  return (
    <li className="lane">
      <div>
        <span className="asset">
          <span className="side">{order.side === "sell" ? "Sell" : "Buy"}</span>
          <b>{assetName(order.base)}</b>
        </span>
        <span className="sub">
          <Quantity value={order.quantity ?? order.plannedQuantity} /> {order.base}, limit{" "}
          <Price value={order.limitPrice} />
          {order.attempt > 1 && `, attempt ${order.attempt}`}
        </span>
      </div>
      <ol className="track" aria-label="Progress">
        {trackOf(order).map((step, index) => (
          <li key={step.label} className={step.status} style={filledStyle(filledShare(order))}>
            <i aria-hidden="true" />
            <span>{step.label}</span>
            {step.at !== null ? (
              <TrackTime at={step.at} after={index > 0 ? order.intentAt : null} isSince={step.status === "ask"} />
            ) : (
              step.note && <span className="sub">{step.note}</span>
            )}
            <span className="sr-only">{STATUS_WORD[step.status]}</span>
          </li>
        ))}
      </ol>
      <Brought order={order} planned={planned} brought={brought} better={better} />
      <OrderNote order={order} />
    </li>
  );
}

const STATUS_WORD = {
  done: "done",
  now: "now",
  part: "in part",
  ask: "being asked",
  failed: "ended here",
  todo: "not yet",
};
const filledStyle = (share: number) => ({ "--filled": `${Math.round(share * 100)}%` }) as CSSProperties;

function Brought({ order, planned, brought, better }: OrderLaneProps) {
  if (order.state === "unknown") {
    return (
      <div className="num">
        <span className="soft">not known</span>
        {planned && (
          <span className="sub">
            at most <Money value={planned.notional} />
          </span>
        )}
      </div>
    );
  }
  if (!isPositive(order.filledQuote)) return <div className="num faint">–</div>;
  const isPart = order.doneAt === null && planned;
  return (
    <div className="num">
      <span className="medium">
        <Money value={brought} unit={order.quote} />
      </span>
      {isPart ? (
        <span className="sub">
          of <Money value={planned.notional} />
        </span>
      ) : (
        better !== null && <span className="sub">{isZero(better) ? "as planned" : <Against amount={better} />}</span>
      )}
    </div>
  );
}

function Against({ amount }: { amount: string }) {
  const isWorse = isNegative(amount);
  return (
    <span className={isWorse ? undefined : "pos"}>
      <Money value={absolute(amount)} /> {isWorse ? "worse" : "better"} than planned
    </span>
  );
}
