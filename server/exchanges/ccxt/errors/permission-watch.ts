/**
 * What the key may do, queried again before an order when the last answer is older than a minute: a key that was given
 * the right to move money out is then used no more, and a run of five orders queries once. Where the exchange cannot
 * say just now, an answer of the last quarter of an hour counts; without one the order is not sent.
 */
import type { KeyPermissions } from "@/lib/engine/model";
import { monotonicNow } from "@/server/runtime/monotonic";
import { VenueError } from "../../venue";
import type { Client } from "../client/client";
import type { Read } from "../client/read";
import { queryPermissions, reportsPermissions } from "./permissions";
import { UNREPORTED } from "./read-permissions";

const FRESH_MS_MAX = 60_000;
const USABLE_MS_MAX = 15 * 60_000;

export interface PermissionWatch {
  /** Queries the exchange now. */
  query(): Promise<KeyPermissions>;
  /** Queries ahead of an order where that is due. How it ends is learnt when the order comes. */
  prepare(): void;
  /** Throws when the key may do too much, or may not trade. */
  checkBeforeOrder(): Promise<void>;
  /** Throws when the key was seen to be able to move money out, and still is. */
  checkPower(): Promise<void>;
}

export const isTooPowerful = ({ canWithdraw, canTransfer }: KeyPermissions): boolean =>
  canWithdraw === true || canTransfer === true;

interface Watched {
  exchangeId: string;
  client: Client;
  read: Read;
  now: () => number;
  monotonic?: (() => number) | undefined;
}

export function createPermissionWatch({ exchangeId, client, read, now, monotonic }: Watched): PermissionWatch {
  const clock = monotonic ?? monotonicNow;
  let known: { at: number; permissions: KeyPermissions } | null = null;
  let pending: Promise<KeyPermissions> | null = null;

  async function refresh(): Promise<KeyPermissions> {
    const permissions = await readPermissions();
    known = { at: clock(), permissions };
    return permissions;
  }

  async function readPermissions(): Promise<KeyPermissions> {
    try {
      return await read<KeyPermissions>((exchange) => queryPermissions(exchangeId, exchange));
    } catch (error) {
      // A testnet has no such endpoint. Only where the operator chose the address is that taken for an answer.
      if (error instanceof VenueError && error.code === "http-404" && client.isMoved) return UNREPORTED;
      throw error;
    }
  }

  function query(): Promise<KeyPermissions> {
    pending ??= refresh().finally(() => {
      pending = null;
    });
    return pending;
  }

  async function recent(): Promise<KeyPermissions> {
    const ageMs = known ? clock() - known.at : Number.POSITIVE_INFINITY;
    if (known && ageMs < FRESH_MS_MAX) return known.permissions;
    try {
      return await query();
    } catch (error) {
      // It did answer: the key is refused, or we have to wait.
      if (error instanceof VenueError && error.isSurelyNotPlaced) throw error;
      if (known && ageMs < USABLE_MS_MAX) return known.permissions;
      throw new VenueError("rejected", `Not sent: ${client.name} does not say what the key may do now.`, {
        code: "not-sent",
      });
    }
  }

  function refusePower(permissions: KeyPermissions) {
    if (!isTooPowerful(permissions)) return;
    throw new VenueError("permission", `The key for ${client.name} can move money out. Switch that off there first.`, {
      reason: "too-powerful",
    });
  }

  return {
    query,
    prepare() {
      if (reportsPermissions(exchangeId)) recent().catch(() => undefined);
    },
    async checkBeforeOrder() {
      if (!reportsPermissions(exchangeId)) return;
      const permissions = await recent();
      refusePower(permissions);
      const { canTrade, tradingEndsAt } = permissions;
      if (tradingEndsAt != null && tradingEndsAt <= now())
        throw new VenueError("permission", `The key for ${client.name} may no longer trade: its time ran out.`);
      if (canTrade === false)
        throw new VenueError(
          "permission",
          `The key for ${client.name} may not trade. Allow spot trading for it there.`,
        );
    },
    async checkPower() {
      if (!known || !isTooPowerful(known.permissions)) return;
      // What was switched off meanwhile is seen at the next check, not only when a person tests.
      refusePower(clock() - known.at < FRESH_MS_MAX ? known.permissions : await query());
    },
  };
}
