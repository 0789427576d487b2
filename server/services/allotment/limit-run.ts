/**
 * Keeps a run inside its portfolio's part: of a shared account it may spend what is its own and no more, whatever else
 * lies free there. Totals stay the account's, so that settling still holds the books against the whole account.
 */
import type { RunVenues } from "@/lib/engine/execution/ports";
import { maximum, minimum, quantity } from "@/lib/money";
import type { ServiceContext } from "../context";
import { getVenueRow } from "../venue/get";
import { ownPart } from "./own-part";

export function limitToPart(
  ctx: Pick<ServiceContext, "db" | "actor" | "now">,
  portfolioId: string,
  venues: RunVenues,
): RunVenues {
  return {
    ...venues,
    async readBalances(venueId) {
      const read = await venues.readBalances(venueId);
      if (read.kind === "failed") return read;
      const { id, name } = await getVenueRow(ctx, venueId);
      const part = await ownPart(ctx, { venue: { id, name }, portfolioId, balances: read.value });
      const isShared = part.problem?.kind === "not-divided" || part.problem?.kind === "belongs";
      if (part.kind === null && !isShared) return read;
      const freeOf = new Map(isShared ? [] : part.balances.map((row) => [row.asset, row.free]));
      return {
        kind: "read",
        value: read.value.map((row) => ({
          ...row,
          free: maximum(minimum(row.free, freeOf.get(row.asset) ?? quantity("0")), quantity("0")),
        })),
      };
    },
  };
}
