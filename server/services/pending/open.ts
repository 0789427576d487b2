import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { pendingRebalances } from "@/drizzle/schema";
import { type PendingCall, schedulePrefix } from "@/lib/engine/decide/pending";
import type { Transaction } from "@/server/db/client";
import { newId } from "../id";
import { LIVE_STATES } from "./load";

const REQUEST_LASTS_MS = 24 * 3_600_000;

/**
 * Writes down what calls for a rebalance, where the call arises: from then on nothing is lost by an outage or a crash.
 * What is open or rests already stays as it is. An occurrence replaces the earlier ones of its schedule; a policy change
 * replaces whatever the old policy had called for; a new request takes the place of an old one that is open.
 */
export async function openPending(
  tx: Transaction,
  portfolioId: string,
  now: number,
  calls: readonly PendingCall[],
): Promise<void> {
  for (const call of calls) {
    await replaceEarlier(tx, portfolioId, now, call);
    await tx
      .insert(pendingRebalances)
      .values({
        id: newId(now),
        portfolioId,
        ...call,
        since: new Date(now),
        until: call.kind === "request" ? new Date(now + REQUEST_LASTS_MS) : null,
      })
      .onConflictDoNothing();
  }
}

async function replaceEarlier(tx: Transaction, portfolioId: string, now: number, call: PendingCall): Promise<void> {
  const which = replacedBy(call);
  if (which === null) return;
  await tx
    .update(pendingRebalances)
    .set({ state: "replaced", settledAt: new Date(now) })
    .where(
      and(
        eq(pendingRebalances.portfolioId, portfolioId),
        inArray(pendingRebalances.state, [...LIVE_STATES, "given-up"]),
        which,
      ),
    );
}

function replacedBy(call: PendingCall) {
  switch (call.kind) {
    case "policy-change":
      return sql`not (${pendingRebalances.kind} = 'policy-change' and ${pendingRebalances.subject} = ${call.subject})`;
    case "request":
      return and(eq(pendingRebalances.kind, "request"), eq(pendingRebalances.state, "open"));
    case "occurrence": {
      const [reason] = call.reasons;
      if (reason?.kind !== "schedule") return null;
      const prefix = schedulePrefix(reason);
      return and(
        eq(pendingRebalances.kind, "occurrence"),
        sql`starts_with(${pendingRebalances.subject}, ${prefix})`,
        ne(pendingRebalances.subject, call.subject),
      );
    }
    case "band":
    case "cash-flow":
    case "stop":
    case "unfinished-run":
      return null;
  }
}
