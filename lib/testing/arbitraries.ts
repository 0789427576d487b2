/**
 * Chance's portfolios: policies, markets and snapshots that are valid but unkind. Steps from fine to coarse, fees in
 * base or quote, groups, locked coins, several venues, minimums that bind, dust.
 */
import fc from "fast-check";
import type { Holding, Market, Policy, Snapshot, SnapshotVenue, Target } from "@/lib/engine/model";
import { notional, price, quantity, rate } from "@/lib/money";
import { aHolding, aMarket, aPolicy, aPrice, aQuote, aSnapshot, aVenue } from "./builders";

export const ASSETS = ["BTC", "ETH", "SOL", "ADA", "LINK", "DOT", "USDC", "DAI"] as const;

/** Weights that sum to 1, none negligible. */
export function weights(count: number): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 1, max: 20 }), { minLength: count, maxLength: count }).map((parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / total);
  });
}

export const targetsOf = (assets: readonly string[], withCash: boolean): fc.Arbitrary<Target[]> =>
  fc
    .record({
      shares: weights(assets.length + (withCash ? 1 : 0)),
      shape: fc.constantFrom("flat", "fungible", "weighted"),
    })
    .map(({ shares, shape }) => {
      const all = withCash ? [...assets, "USDT"] : [...assets];
      const flat: Target[] = all.map((asset, index) => ({ kind: "asset", asset, weight: shares[index]! }));
      if (shape === "flat" || all.length < 3) return flat;
      const members = all.slice(-2);
      const weight = shares.at(-1)! + shares.at(-2)!;
      const rest = flat.slice(0, -2);
      if (shape === "fungible") return [...rest, { kind: "group", name: "Both", weight, mode: "fungible", members }];
      const inner = [
        { asset: members[0]!, weight: 0.5 },
        { asset: members[1]!, weight: 0.5 },
      ];
      return [...rest, { kind: "group", name: "Both", weight, mode: "weighted", members: inner }];
    });

export interface World {
  policy: Policy;
  snapshot: Snapshot;
}

/** A policy and a snapshot that fit each other: every counted asset has a price, markets may be missing. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    assets: fc.uniqueArray(fc.constantFrom(...ASSETS), { minLength: 1, maxLength: 6 }),
    strangers: fc.uniqueArray(fc.constantFrom("DOGE", "XRP"), { maxLength: 2 }),
    withCash: fc.boolean(),
    venueCount: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ assets, strangers, withCash, venueCount }) => {
    const all = [...assets, ...strangers];
    const venueIds = ["v1", "v2", "v3"].slice(0, venueCount);
    return fc
      .record({
        targets: targetsOf(assets, withCash),
        untargeted: fc.constantFrom("ignore" as const, "sell" as const),
        destination: fc.constantFrom("target" as const, "half" as const, "edge" as const),
        scope: fc.constantFrom("all" as const, "breaching" as const),
        buffer: fc.constantFrom(0, 0.0025, 0.01),
        minimum: fc.constantFrom("0", "5", "25"),
        prices: fc.record(Object.fromEntries(all.map((asset) => [asset, fc.integer({ min: 1, max: 5_000_000 })]))),
        venues: fc.tuple(...venueIds.map((venueId) => venueOf(venueId, all))),
      })
      .map((parts) => {
        const priceText = (asset: string) => (parts.prices[asset]! / 100).toFixed(2);
        const venues: SnapshotVenue[] = parts.venues.map((venue) => ({
          ...venue.venue,
          quotes: venue.venue.markets.map((market) => aQuote(market.symbol, priceText(market.base), venue.spreadBps)),
        }));
        const policy = aPolicy({
          targets: parts.targets,
          untargeted: parts.untargeted,
          destination: parts.destination,
          scope: parts.scope,
          cashBuffer: parts.buffer,
          tradeNotionalMin: notional(parts.minimum),
        });
        // What a venue holds is drawn as a value, so that cheap and dear assets matter alike.
        const holdings: Holding[] = parts.venues.flatMap((venue) =>
          venue.values.flatMap(({ asset, value, isLocked }) => {
            const unit = asset === "USDT" ? 1 : parts.prices[asset]! / 100;
            const units = (value / unit).toFixed(8);
            return Number(units) > 0 ? [aHolding(asset, units, { venueId: venue.venue.venueId, isLocked })] : [];
          }),
        );
        const snapshot = aSnapshot({
          venues,
          holdings,
          prices: [
            aPrice("USDT", "1"),
            ...all.map((asset) => ({ ...aPrice(asset, "1"), price: price(priceText(asset)) })),
          ],
        });
        return { policy, snapshot };
      });
  });

function venueOf(venueId: string, assets: readonly string[]) {
  return fc
    .record({
      feeFrom: fc.constantFrom("received" as const, "quote" as const),
      fee: fc.constantFrom("0", "0.001", "0.0025"),
      spreadBps: fc.constantFrom(0, 2, 10),
      minimum: fc.constantFrom("0", "10"),
      steps: fc.array(fc.constantFrom("0.00000001", "0.0001", "0.01", "1"), {
        minLength: assets.length,
        maxLength: assets.length,
      }),
      isTraded: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: assets.length, maxLength: assets.length }),
      values: fc.array(
        fc.record({ value: fc.integer({ min: 0, max: 20_000 }), lock: fc.integer({ min: 0, max: 15 }) }),
        {
          minLength: assets.length + 1,
          maxLength: assets.length + 1,
        },
      ),
    })
    .map(({ feeFrom, fee, spreadBps, minimum, steps, isTraded, values }) => {
      const markets: Market[] = assets.flatMap((asset, index) =>
        isTraded[index] === 0
          ? []
          : [
              aMarket(`${asset}/USDT`, {
                venueId,
                quantityStep: quantity(steps[index]!),
                notionalMin: notional(minimum),
                takerFeeRate: rate(fee),
                feeFrom,
              }),
            ],
      );
      return {
        venue: aVenue({ venueId, name: venueId.toUpperCase(), markets }),
        spreadBps,
        values: [...assets, "USDT"].map((asset, index) => ({
          asset,
          value: values[index]!.value,
          isLocked: values[index]!.lock === 0,
        })),
      };
    });
}
