import { DOLLARS, type Target } from "@/lib/engine/model";
import { statementOfProblem } from "@/lib/format";
import type { FromHoldingsInput } from "@/lib/schemas/portfolio";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { valuesByAsset } from "../portfolio/allocation-rows";
import { snapshotVenues } from "../snapshot/take";
import { getVenueRow } from "../venue/get";
import { basePolicy } from "./templates";

const TARGETS_MAX = 30;
const WEIGHT_MIN = 0.005;
const STEPS = 1_000;
const MONEY = [...DOLLARS.filter((code) => code !== "USD"), "USD", "EUR"];

/** A policy whose targets are what is held now, in tenths of a percent; what is under half a percent is left out. */
export async function policyFromHoldings(ctx: ServiceContext, { venueIds }: FromHoldingsInput) {
  const venues = await Promise.all(venueIds.map((venueId) => getVenueRow(ctx, venueId)));
  const snapshot = await snapshotVenues(ctx, {
    venues,
    policy: { targets: [], quoteAsset: "USDT", untargeted: "sell" },
    baseCurrency: "USDT",
    lastKnown: null,
    isWhole: true,
  });
  const failed = snapshot.venues.find((venue) => venue.problem);
  if (failed?.problem) throw new PreconditionError(statementOfProblem(failed.problem), { reason: "venue-unavailable" });
  // Weights made from a price that is not so would be a policy nobody wants.
  const suspect = (snapshot.suspects ?? []).filter(
    ({ suspicion }) => suspicion !== "missing" && suspicion !== "off-peg",
  );
  if (suspect.length > 0)
    throw new PreconditionError(
      `The price of ${suspect.map(({ asset }) => asset).join(", ")} is suspect now. Try again in a minute, or start from a template.`,
      { reason: "unconfirmed" },
    );
  const values = [...valuesByAsset(snapshot)].sort((left, right) => right[1] - left[1]);
  const whole = values.reduce((sum, [, value]) => sum + value, 0);
  const kept = values.filter(([, value]) => value / whole >= WEIGHT_MIN).slice(0, TARGETS_MAX);
  if (whole <= 0 || kept.length === 0)
    throw new PreconditionError("These venues hold nothing that has a price yet. Start from a template instead.", {
      reason: "no-value",
    });
  const quoteAsset = MONEY.find((code) => values.some(([held]) => held === code)) ?? "USDT";
  return basePolicy(weightsInSteps(kept), quoteAsset);
}

/** Weights in whole steps that sum to one: the largest remainders get the steps that rounding down left over. */
function weightsInSteps(values: readonly (readonly [string, number])[]): readonly Target[] {
  const whole = values.reduce((sum, [, value]) => sum + value, 0);
  const shares = values.map(([asset, value]) => {
    const exact = (value / whole) * STEPS;
    return { asset, steps: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = STEPS - shares.reduce((sum, share) => sum + share.steps, 0);
  for (const share of [...shares].sort((a, b) => b.rest - a.rest)) {
    if (left-- <= 0) break;
    share.steps += 1;
  }
  return shares
    .filter((share) => share.steps > 0)
    .map((share) => ({ kind: "asset", asset: share.asset, weight: share.steps / STEPS }));
}
