/** What connecting, opening and editing a venue takes. Secrets pass through here once, on their way to being sealed. */
import { z } from "zod";
import { isDecimal, isLess, isNegative } from "@/lib/money";
import { AssetCode, DecimalText, Name, VenueRef } from "./common";

const NonNegativeText = DecimalText.refine((text) => isDecimal(text) && !isNegative(text), {
  message: "The quantity cannot be less than zero.",
});

/** Which fields are required depends on the exchange; the service checks that exactly those are there. */
const CredentialsInput = z.record(z.string().max(40), z.string().max(8_000, "This key is too long."));

const ExchangeId = z.string().regex(/^[a-z0-9]{2,40}$/, "Choose an exchange from the list.");

const Note = z.string().trim().max(200, "The note is longer than 200 characters.").optional();
const BalanceInput = z.object({ asset: AssetCode, quantity: NonNegativeText });
const BalanceWithNoteInput = BalanceInput.extend({ note: Note });

const eachAssetOnce = (rows: readonly { asset: string }[]) =>
  new Set(rows.map((row) => row.asset)).size === rows.length;
const ONCE = { message: "An asset is listed twice. Add the two quantities up." };

export const ConnectExchangeInput = z.object({ exchangeId: ExchangeId, name: Name, credentials: CredentialsInput });
export type ConnectExchangeInput = z.infer<typeof ConnectExchangeInput>;

export const CreatePaperInput = z.object({
  name: Name,
  prices: z.union([z.literal("simulated"), z.object({ exchangeId: ExchangeId })]),
  balances: z.array(BalanceInput).max(100).refine(eachAssetOnce, ONCE),
  feeRate: NonNegativeText.refine((text) => !isDecimal(text) || isLess(text, "0.05"), {
    message: "The fee is a share of the trade, for example 0.001 for 0.1 %. It must be below 0.05.",
  }).optional(),
});
export type CreatePaperInput = z.infer<typeof CreatePaperInput>;

export const CreateManualInput = z.object({
  name: Name,
  balances: z.array(BalanceWithNoteInput).max(100).refine(eachAssetOnce, ONCE),
});
export type CreateManualInput = z.infer<typeof CreateManualInput>;

export const SetBalanceInput = VenueRef.extend({ asset: AssetCode, quantity: NonNegativeText, note: Note });
export type SetBalanceInput = z.infer<typeof SetBalanceInput>;

export const RenameVenueInput = VenueRef.extend({ name: Name });
export type RenameVenueInput = z.infer<typeof RenameVenueInput>;

export const ReplaceKeysInput = VenueRef.extend({ credentials: CredentialsInput });
export type ReplaceKeysInput = z.infer<typeof ReplaceKeysInput>;
