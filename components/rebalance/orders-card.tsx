import { Card, CardHeader } from "@/components/ui/card";
import { roundColumn } from "@/lib/format/column";
import { OrderLane } from "./order-lane";
import { betterThanPlanned, isOrderBooked } from "./order-track";
import type { RebalanceView } from "./types";

export function OrdersCard({ view }: { view: RebalanceView }) {
  if (view.orders.length === 0) return null;
  const { brought, better } = shownResults(view);
  const booked = view.orders.filter(isOrderBooked).length;
  return (
    <Card labelledBy="h-orders">
      <CardHeader
        id="h-orders"
        title="Orders"
        hint="sells first; buys are sized from what the sells brought"
        push={
          <span className="text-text-soft text-xs whitespace-nowrap" aria-live="polite">
            {booked} of {view.orders.length} booked
          </span>
        }
      />
      <ul>
        {view.orders.map((order, index) => (
          <OrderLane
            key={order.id}
            order={order}
            planned={view.plan.orders.find((each) => each.leg === order.leg)}
            brought={brought[index] ?? "0"}
            better={better[index] ?? null}
          />
        ))}
      </ul>
    </Card>
  );
}

/** What the orders brought and how that compares with the plan, in columns that add up; ends without a fill stay out. */
function shownResults(view: RebalanceView) {
  const against = view.orders.map((order) => {
    const planned = view.plan.orders.find((each) => each.leg === order.leg);
    return planned && order.doneAt !== null ? betterThanPlanned(order, planned.expectedPrice) : null;
  });
  const rounded = roundColumn(against.flatMap((each) => each ?? [])).values;
  let next = 0;
  return {
    brought: roundColumn(view.orders.map((order) => order.filledQuote)).values,
    better: against.map((each) => (each === null ? null : (rounded[next++] ?? each))),
  };
}
