/**
 * Refuses targets that none of the venues knows or that are delisted, while the owner can still mend them. At a weight
 * of 0 nothing is bought, so that a delisted coin can be let go; and a member that was in a group already may have died
 * there, as long as the group has another one.
 */
import { type Market, type Policy, type Target, targetKey, targetMembers } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { InputError } from "../errors";
import { withTimeout } from "../snapshot/timeout";
import type { VenueRow } from "../venue/get";
import { openVenueRow } from "../venue/open";

const MARKETS_TIMEOUT_MS = 8_000;

export async function checkAssets(
  ctx: ServiceContext,
  venues: readonly VenueRow[],
  policy: Pick<Policy, "targets" | "quoteAsset">,
  saved: Pick<Policy, "targets"> | null = null,
): Promise<void> {
  const trading = venues.filter((venue) => venue.kind !== "manual");
  if (trading.length === 0) return;
  const answers = await Promise.all(trading.map((venue) => marketsOf(ctx, venue)));
  // A venue that cannot be queried now may know them all: the checks will show.
  if (answers.some((markets) => markets === null)) return;
  const markets = answers.flatMap((each) => each ?? []);
  const names = trading.map((venue) => venue.name).join(", ");
  const isDead = (asset: string) => problemOf(asset, policy.quoteAsset, markets, names) !== null;
  for (const [index, target] of policy.targets.entries()) {
    const before = saved?.targets.find((each) => targetKey(each) === targetKey(target));
    for (const asset of boughtMembers(target)) {
      const problem = problemOf(asset, policy.quoteAsset, markets, names);
      const isFungible = target.kind === "group" && target.mode === "fungible";
      const diedHere = isFungible && before !== undefined && targetMembers(before).includes(asset);
      if (problem !== null && !(diedHere && !targetMembers(target).every(isDead)))
        throw new InputError(`targets.${index}`, problem);
    }
  }
  if (!markets.some((market) => market.quote === policy.quoteAsset || market.base === policy.quoteAsset))
    throw new InputError("quoteAsset", `${policy.quoteAsset} is not traded at ${names}. Choose another quote asset.`);
}

/** Members that this target's weight may buy. */
function boughtMembers(target: Target): readonly string[] {
  if (target.weight === 0) return [];
  if (target.kind === "group" && target.mode === "weighted")
    return target.members.filter((member) => member.weight > 0).map((member) => member.asset);
  return targetMembers(target);
}

function problemOf(asset: string, quoteAsset: string, markets: readonly Market[], names: string): string | null {
  if (asset === quoteAsset) return null;
  const own = markets.filter((market) => market.base === asset || market.quote === asset);
  if (own.length === 0) return `${asset} is not known at ${names}. Check its code, or choose another asset.`;
  const tradable = own.filter((market) => market.base === quoteAsset || market.quote === quoteAsset);
  if (tradable.length === 0)
    return `${asset} is not traded against ${quoteAsset} at ${names}. Choose another quote asset.`;
  if (!tradable.some((market) => market.isActive))
    return `${asset} is halted or delisted at ${names}: its market takes no orders.`;
  return null;
}

async function marketsOf(ctx: ServiceContext, venue: VenueRow): Promise<readonly Market[] | null> {
  try {
    const opened = await openVenueRow(ctx, venue);
    return await withTimeout(opened.loadMarkets(), MARKETS_TIMEOUT_MS, venue.name);
  } catch (error) {
    ctx.log.warn({ err: error, venueId: venue.id }, "Markets could not be read to check a policy's assets");
    return null;
  }
}
