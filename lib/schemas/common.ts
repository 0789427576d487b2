/** Pieces of input that every noun shares. A refusal is a sentence: it is shown beside the field as it stands. */
import { z } from "zod";
import { ASSET_CODE } from "@/lib/engine/model";
import { isDecimal, isPositive } from "@/lib/money";

export const Id = z.string().min(1, "The id is missing.").max(64, "This id is too long to be one of ours.");
export const Cursor = z.string().max(200).optional();

export const Name = z
  .string()
  .trim()
  .min(1, "Give it a name.")
  .max(80, "The name is longer than 80 characters. Shorten it.");

/** An asset's code as exchanges write it. Lower case is taken and put right. */
export const AssetCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(ASSET_CODE, 'An asset is written as its code, for example "BTC".');

export const DecimalText = z
  .string()
  .trim()
  .refine(isDecimal, 'Write a number with digits and one point, for example "0.125".');

export const PositiveDecimalText = DecimalText.refine((text) => isDecimal(text) && isPositive(text), {
  message: "The number must be more than zero.",
});

export const PortfolioRef = z.object({ portfolioId: Id });
export const RebalanceRef = z.object({ rebalanceId: Id });
export const VenueRef = z.object({ venueId: Id });
