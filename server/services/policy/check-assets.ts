/** Refuses targets that none of the venues knows or that are delisted, while the owner can still mend them. */
import { type Market, type Policy, targetMembers } from "@/lib/engine/model";
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
): Promise<void> {
  const trading = venues.filter((venue) => venue.kind !== "manual");
  if (trading.length === 0) return;
  const answers = await Promise.all(trading.map((venue) => marketsOf(ctx, venue)));
  // A venue that cannot be asked now may know them all: the checks will tell.
  if (answers.some((markets) => markets === null)) return;
  const markets = answers.flatMap((each) => each ?? []);
  const names = trading.map((venue) => venue.name).join(", ");
  for (const [index, target] of policy.targets.entries())
    for (const asset of targetMembers(target)) checkAsset(asset, `targets.${index}`, policy.quoteAsset, markets, names);
  if (!markets.some((market) => market.quote === policy.quoteAsset || market.base === policy.quoteAsset))
    throw new InputError("quoteAsset", `${policy.quoteAsset} is not traded at ${names}. Choose another quote asset.`);
}

function checkAsset(asset: string, path: string, quoteAsset: string, markets: readonly Market[], names: string): void {
  if (asset === quoteAsset) return;
  const own = markets.filter((market) => market.base === asset || market.quote === asset);
  if (own.length === 0)
    throw new InputError(path, `${asset} is not known at ${names}. Check its code, or choose another asset.`);
  const tradable = own.filter((market) => market.base === quoteAsset || market.quote === quoteAsset);
  if (tradable.length === 0)
    throw new InputError(path, `${asset} is not traded against ${quoteAsset} at ${names}. Choose another quote asset.`);
  if (!tradable.some((market) => market.isActive))
    throw new InputError(path, `${asset} is halted or delisted at ${names}: its market takes no orders.`);
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
