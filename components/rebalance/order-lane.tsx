import { Money } from "@/components/figures/money";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import { AssetName } from "@/components/ui/asset-name";
import { Subline } from "@/components/ui/subline";
import type { PlannedOrder } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { absolute, isNegative, isPositive, isZero } from "@/lib/money";
import { Side } from "./leg-row";
import { OrderNote } from "./order-note";
import { filledShare, trackOf } from "./order-track";
import { TrackStepItem } from "./track-step";
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
    <li className="grid grid-cols-[158px_minmax(0,1fr)_132px] items-center gap-x-4 border-t border-hairline px-5 py-3.5 max-md:grid-cols-[1fr_auto] max-md:gap-2 max-md:px-3.5 max-md:py-3">
      <div>
        <AssetName lead={<Side side={order.side} />} name={assetName(order.base)} />
        <Subline>
          <Quantity value={order.quantity ?? order.plannedQuantity} /> {order.base}, limit{" "}
          <Price value={order.limitPrice} />
          {order.attempt > 1 && `, attempt ${order.attempt}`}
        </Subline>
      </div>
      <ol className="grid grid-cols-5 max-md:col-span-full max-md:row-start-2" aria-label="Progress">
        {trackOf(order).map((step, index, steps) => (
          <TrackStepItem
            key={step.label}
            step={step}
            filled={filledShare(order)}
            after={index > 0 ? order.intentAt : null}
            isLast={index === steps.length - 1}
          />
        ))}
      </ol>
      <Brought order={order} planned={planned} brought={brought} better={better} />
      <OrderNote order={order} />
    </li>
  );
}

function Brought({ order, planned, brought, better }: OrderLaneProps) {
  if (order.state === "unknown") {
    return (
      <div className="text-right whitespace-nowrap tabular-nums">
        <span className="text-text-soft">not known</span>
        {planned && (
          <Subline>
            at most <Money value={planned.notional} />
          </Subline>
        )}
      </div>
    );
  }
  if (!isPositive(order.filledQuote))
    return <div className="text-right whitespace-nowrap tabular-nums text-text-faint">–</div>;
  const isPart = order.doneAt === null && planned;
  return (
    <div className="text-right whitespace-nowrap tabular-nums">
      <span className="font-medium">
        <Money value={brought} unit={order.quote} />
      </span>
      {isPart ? (
        <Subline>
          of <Money value={planned.notional} />
        </Subline>
      ) : (
        better !== null && <Subline>{isZero(better) ? "as planned" : <Against amount={better} />}</Subline>
      )}
    </div>
  );
}

function Against({ amount }: { amount: string }) {
  const isWorse = isNegative(amount);
  return (
    <span className={isWorse ? undefined : "text-positive"}>
      <Money value={absolute(amount)} /> {isWorse ? "worse" : "better"} than planned
    </span>
  );
}
