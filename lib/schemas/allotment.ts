/** What dividing an account among portfolios takes. */
import { z } from "zod";
import { isDecimal, isNegative } from "@/lib/money";
import { AssetCode, DecimalText, Id, PositiveDecimalText, VenueRef } from "./common";

const PARTS_MAX = 200;
const ASSETS_MAX = 200;

const eachOnce = <T>(key: (row: T) => string, message: string) =>
  [(rows: readonly T[]) => new Set(rows.map(key)).size === rows.length, { message }] as const;

const AssetPart = z.object({
  portfolioId: Id,
  assets: z
    .array(AssetCode)
    .max(ASSETS_MAX)
    .refine(...eachOnce((asset: string) => asset, "An asset is listed twice.")),
});

const QuantityPart = z.object({
  portfolioId: Id,
  balances: z
    .array(
      z.object({
        asset: AssetCode,
        quantity: DecimalText.refine((text) => isDecimal(text) && !isNegative(text), {
          message: "A part cannot be less than zero.",
        }),
      }),
    )
    .max(ASSETS_MAX)
    .refine(...eachOnce((row: { asset: string }) => row.asset, "An asset is listed twice. Add the two quantities up.")),
});

const ONE_PART = eachOnce((part: { portfolioId: string }) => part.portfolioId, "A portfolio is listed twice.");

export const SetAllotmentsInput = VenueRef.extend({
  division: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("whole") }),
    z.object({
      kind: z.literal("asset"),
      parts: z
        .array(AssetPart)
        .max(PARTS_MAX)
        .refine(...ONE_PART),
    }),
    z.object({
      kind: z.literal("quantity"),
      parts: z
        .array(QuantityPart)
        .max(PARTS_MAX)
        .refine(...ONE_PART),
    }),
  ]),
});
export type SetAllotmentsInput = z.infer<typeof SetAllotmentsInput>;

/** null stands for what is not allotted. */
export const MoveAllotmentInput = VenueRef.extend({
  from: Id.nullable(),
  to: Id.nullable(),
  asset: AssetCode,
  quantity: PositiveDecimalText,
}).refine((input) => input.from !== input.to, { message: "Choose two different parts.", path: ["to"] });
export type MoveAllotmentInput = z.infer<typeof MoveAllotmentInput>;
