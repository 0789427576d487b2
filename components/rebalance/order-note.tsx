"use client";
import { useNow } from "@/components/figures/clock";
import { Moment } from "@/components/figures/moment";
import { describeOrderProblem } from "@/lib/format/describe-order-problem";
import { formatSpan } from "@/lib/format/moment";
import { count, filledShare } from "./order-track";
import type { OrderView } from "./types";

/** What is certain, what is being done about the rest, and whether the owner must do anything. */
export function OrderNote({ order }: { order: OrderView }) {
  if (order.state === "unknown") return <UnknownNote order={order} />;
  const words = ENDED[order.state];
  if (!words || (order.state === "expired" && !order.problem)) return null;
  const title = order.state === "expired" && filledShare(order) === 0 ? "Expired without a fill." : words.title;
  return (
    <div className={order.state === "halted" || order.state === "rejected" ? "lane-note failed" : "lane-note"}>
      <p>
        <b>{title}</b> {order.problem ? `${describeOrderProblem(order.problem)}. ` : ""}
        {words.text}
      </p>
      <dl>
        <div>
          <dt>Our order id</dt>
          <dd className="mono">{order.clientOrderId}</dd>
        </div>
        {order.venueOrderId && (
          <div>
            <dt>{order.venueName}’s order id</dt>
            <dd className="mono">{order.venueOrderId}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

const ENDED: Partial<Record<OrderView["state"], { title: string; text: string }>> = {
  rejected: { title: "Refused by the venue.", text: "It was not placed and is not sent again." },
  absent: {
    title: "Never arrived.",
    text: "The venue was asked until its answer was certain: this order does not exist there.",
  },
  dropped: { title: "Not sent.", text: "Nothing was placed at the venue for this trade." },
  expired: { title: "Partly filled.", text: "What was not filled at once expired; nothing stays open." },
  halted: {
    title: "Halted.",
    text: "Evenkeel cannot tell whether this order exists. Look it up at the venue by its id.",
  },
};

function UnknownNote({ order }: { order: OrderView }) {
  const now = useNow();
  return (
    <div className="lane-note unknown" role="status">
      <p>
        <b>Unknown, asking the exchange.</b> The order was sent once
        {order.sentAt !== null && (
          <>
            {" "}
            at <Moment at={order.sentAt} format="time-seconds" />
          </>
        )}
        , then no clear answer came from {order.venueName}. It may or may not exist. Nothing is sent again until we
        know; nothing is needed from you.
      </p>
      <dl>
        <div>
          <dt>Asked</dt>
          <dd>
            {order.lookups === 0 ? "not yet" : count(order.lookups, "time")}
            {order.notFound > 0 &&
              `, “not found” ${order.notFound === 1 ? "once" : order.notFound === 2 ? "twice" : `${order.notFound} times`}`}
          </dd>
        </div>
        {order.nextLookupAt !== null && (
          <div>
            <dt>Next question</dt>
            <dd suppressHydrationWarning>
              {order.nextLookupAt > now ? `in ${formatSpan(order.nextLookupAt - now)}` : "now"}
            </dd>
          </div>
        )}
        {order.settlesBy !== null && (
          <div>
            {order.settlesBy > now ? <dt>Settled at the latest</dt> : <dt>Takes longer than usual</dt>}
            <dd suppressHydrationWarning>
              {order.settlesBy > now ? (
                <Moment at={order.settlesBy} format="time-seconds" />
              ) : (
                "asked again every 30 s until it is known"
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>Our order id</dt>
          <dd className="mono">{order.clientOrderId}</dd>
        </div>
      </dl>
    </div>
  );
}
