/** What the portfolio and policy screens send. Policies themselves are read by parsePolicy in ./policy. */
import { z } from "zod";
import { RANGES } from "@/lib/schemas/series-range";
import { AssetCode, Cursor, DecimalText, Id, Name, PortfolioRef, PositiveDecimalText } from "./common";

const VenueIds = z
  .array(Id)
  .min(1, "Choose at least one venue: that is where the holdings are.")
  .max(20, "A portfolio spans at most 20 venues.")
  .refine((ids) => new Set(ids).size === ids.length, "A venue is chosen twice.");

/** Of those, accounts of another portfolio that are to be divided by quantity; without this list such a one is refused. */
const DivideVenueIds = z.array(Id).max(20).optional();

export const CreatePortfolioInput = z.object({
  name: Name,
  baseCurrency: AssetCode,
  venueIds: VenueIds,
  divideVenueIds: DivideVenueIds,
  /** Read by parsePolicy, which names the field at fault. */
  policy: z.unknown(),
});
export type CreatePortfolioInput = z.infer<typeof CreatePortfolioInput>;

export const StartOnPaperInput = z.object({ templateId: Id, amount: PositiveDecimalText });
export type StartOnPaperInput = z.infer<typeof StartOnPaperInput>;

export const RenamePortfolioInput = PortfolioRef.extend({ name: Name });
export type RenamePortfolioInput = z.infer<typeof RenamePortfolioInput>;

export const SetVenuesInput = PortfolioRef.extend({ venueIds: VenueIds, divideVenueIds: DivideVenueIds });
export type SetVenuesInput = z.infer<typeof SetVenuesInput>;

/** Accounts that another portfolio has taken meanwhile are refused, unless they are named to be divided. */
export const RestorePortfolioInput = PortfolioRef.extend({ divideVenueIds: DivideVenueIds });
export type RestorePortfolioInput = z.infer<typeof RestorePortfolioInput>;

/** One of both: the receipt of the export, or the portfolio's name, typed to do without one. */
export const DeletePortfolioInput = PortfolioRef.extend({
  receipt: z.string().length(64, "This is no export's receipt.").optional(),
  typedName: z.string().max(200).optional(),
});
export type DeletePortfolioInput = z.infer<typeof DeletePortfolioInput>;

export const SeriesInput = PortfolioRef.extend({
  range: z.enum(RANGES),
  /** About one point a pixel of the chart's width. */
  points: z.number().int().min(50).max(2000).optional(),
});
export type SeriesInput = z.infer<typeof SeriesInput>;

export const PerformanceInput = PortfolioRef.extend({ range: z.enum(RANGES) });
export type PerformanceInput = z.infer<typeof PerformanceInput>;

/** A suspect figure the owner confirms, as it was shown: another one seen meanwhile is refused. */
export const AcceptSuspectInput = PortfolioRef.extend({
  fact: z.discriminatedUnion("about", [
    z.object({ about: z.literal("price"), asset: AssetCode, seen: PositiveDecimalText }),
    z.object({ about: z.literal("balance"), asset: AssetCode, venueId: Id, seen: DecimalText }),
  ]),
});
export type AcceptSuspectInput = z.infer<typeof AcceptSuspectInput>;

export const DecisionsInput = PortfolioRef.extend({ cursor: Cursor });
export type DecisionsInput = z.infer<typeof DecisionsInput>;

export const TemplatesInput = z.object({ quoteAsset: AssetCode.optional() }).optional();

export const FromHoldingsInput = z.object({ venueIds: VenueIds });
export type FromHoldingsInput = z.infer<typeof FromHoldingsInput>;

export const PreviewPolicyInput = z
  .object({ portfolioId: Id.optional(), venueIds: VenueIds.optional(), policy: z.unknown() })
  .refine((input) => input.portfolioId !== undefined || input.venueIds !== undefined, {
    message: "Say which portfolio or which venues the policy is for.",
    path: ["venueIds"],
  });
export type PreviewPolicyInput = z.infer<typeof PreviewPolicyInput>;

export const SavePolicyInput = PortfolioRef.extend({
  policy: z.unknown(),
  /** The version the editor started from: a save over a newer one is refused. */
  baseVersion: z.number().int().min(1),
  note: z.string().trim().max(500).optional(),
});
export type SavePolicyInput = z.infer<typeof SavePolicyInput>;

export const ParseJsonInput = z.object({ text: z.string().max(200_000, "A policy file is at most 200 kB.") });
export const NextOccurrencesInput = z.object({ cron: z.string().max(200), timeZone: z.string().max(80) });
export const StopAllInput = z.object({ reason: z.string().trim().max(300).optional() }).optional();
