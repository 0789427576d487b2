import { Sheet, SheetHead } from "@/components/ui/sheet";
import type { RebalanceView } from "@/lib/schemas/views";
import { OrderLane } from "./order-lane";
import { isOrderBooked } from "./order-track";

export function OrdersSheet({ view }: { view: RebalanceView }) {
  if (view.orders.length === 0) return null;
  const booked = view.orders.filter(isOrderBooked).length;
  return (
    <Sheet labelledBy="h-orders">
      <SheetHead
        id="h-orders"
        title="Orders"
        hint="sells first; buys are sized from what the sells brought"
        push={
          <span className="soft xs nowrap" aria-live="polite">
            {booked} of {view.orders.length} booked
          </span>
        }
      />
      <ul>
        {view.orders.map((order) => (
          <OrderLane key={order.id} order={order} planned={view.plan.orders.find((each) => each.leg === order.leg)} />
        ))}
      </ul>
    </Sheet>
  );
}
