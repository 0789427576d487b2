"use client";
import { cva } from "class-variance-authority";
import { useNow } from "@/components/figures/clock";
import { Time } from "@/components/figures/time";
import { describeOrderProblem } from "@/lib/format/describe-order-problem";
import { times } from "@/lib/format/plural";
import { formatDuration } from "@/lib/format/time";
import { filledShare } from "./order-track";
import type { OrderView } from "./types";

const note = cva("col-span-full mt-3 rounded-md px-4 py-3 text-text-soft max-md:mt-0", {
  variants: { tone: { calm: "bg-sunken", unknown: "bg-warning-wash", failed: "bg-negative-wash" } },
});

/** What is certain, what is being done about the rest, and whether the owner must do anything. */
export function OrderNote({ order }: { order: OrderView }) {
  if (order.state === "unknown") return <UnknownNote order={order} />;
  const ended = ENDED[order.state];
  if (!ended || (order.state === "expired" && !order.problem)) return null;
  const title = order.state === "expired" && filledShare(order) === 0 ? "Expired without a fill." : ended.title;
  return (
    <div className={note({ tone: order.state === "halted" || order.state === "rejected" ? "failed" : "calm" })}>
      <p className="max-w-[86ch]">
        <b className="font-semibold text-text">{title}</b>{" "}
        {order.problem ? `${describeOrderProblem(order.problem)}. ` : ""}
        {ended.text}
      </p>
      <dl className="mt-2 flex flex-wrap gap-x-7 gap-y-1 text-xs tabular-nums">
        <div className="grid">
          <dt className="text-text-faint">Our order id</dt>
          <dd className="text-text font-mono text-2xs tracking-[-0.01em]">{order.clientOrderId}</dd>
        </div>
        {order.venueOrderId && (
          <div className="grid">
            <dt className="text-text-faint">{order.venueName}’s order id</dt>
            <dd className="text-text font-mono text-2xs tracking-[-0.01em]">{order.venueOrderId}</dd>
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
    text: "The venue was queried until its answer was certain: this order does not exist there.",
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
    <div className={note({ tone: "unknown" })} role="status">
      <p className="max-w-[86ch]">
        <b className="font-semibold text-text">Unknown, checking with the exchange.</b> The order was sent once
        {order.sentAt !== null && (
          <>
            {" "}
            at <Time at={order.sentAt} format="time-seconds" />
          </>
        )}
        , then no clear answer came from {order.venueName}. It may or may not exist. Nothing is sent again until we
        know; nothing is needed from you.
      </p>
      <dl className="mt-2 flex flex-wrap gap-x-7 gap-y-1 text-xs tabular-nums">
        <div className="grid">
          <dt className="text-text-faint">Looked up</dt>
          <dd className="text-text">
            {order.lookups === 0 ? "not yet" : times(order.lookups)}
            {order.notFound > 0 && `, “not found” ${times(order.notFound)}`}
          </dd>
        </div>
        {order.nextLookupAt !== null && (
          <div className="grid">
            <dt className="text-text-faint">Next look-up</dt>
            <dd className="text-text" suppressHydrationWarning>
              {order.nextLookupAt > now ? `in ${formatDuration(order.nextLookupAt - now)}` : "now"}
            </dd>
          </div>
        )}
        {order.settlesBy !== null && (
          <div className="grid">
            {order.settlesBy > now ? (
              <dt className="text-text-faint">Settled at the latest</dt>
            ) : (
              <dt className="text-text-faint">Takes longer than usual</dt>
            )}
            <dd className="text-text" suppressHydrationWarning>
              {order.settlesBy > now ? (
                <Time at={order.settlesBy} format="time-seconds" />
              ) : (
                "looked up again every 30 s until it is known"
              )}
            </dd>
          </div>
        )}
        <div className="grid">
          <dt className="text-text-faint">Our order id</dt>
          <dd className="text-text font-mono text-2xs tracking-[-0.01em]">{order.clientOrderId}</dd>
        </div>
      </dl>
    </div>
  );
}
