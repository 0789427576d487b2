import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { UnknownOrderView } from "./types";

/** Orders whose fate is not known, from their first minute: what is done about each, and whether anything is needed. */
export function UnknownOrders({ orders }: { orders: readonly UnknownOrderView[] }) {
  if (orders.length === 0) return null;
  return (
    <section aria-label="Orders being checked" className="grid gap-2">
      {orders.map((order) => (
        <Callout
          key={order.orderId}
          tone={order.needsOwner ? "negative" : "warning"}
          actions={
            <Button size="sm" href={`/rebalances/${order.rebalanceId}`}>
              Open the rebalance
            </Button>
          }
        >
          {order.sentence}
        </Callout>
      ))}
    </section>
  );
}
