/** What fetching, importing and reading past prices takes. */
import { z } from "zod";
import { TIMEFRAMES, timeframeMs } from "@/lib/engine/model";
import { AssetCode, Id } from "./common";
import { printable } from "./price-file/labels";
import { DATE_ORDERS, DECIMAL_MARKS, PRICE_FILE_FORMS, PRICE_FILE_MAX, PRICE_REPAIRS } from "./prices";

/** "simulated", "simulated:<seed>", "exchange:<ccxt id>", "import:<id>". */
export const SourceText = z
  .string()
  .max(120)
  .regex(/^(simulated(:\d{1,10})?|exchange:[a-z0-9]{2,40}|import:[A-Za-z0-9-]{1,64})$/, {
    message: 'A source is "simulated", "exchange:<id>" or "import:<id>".',
  });

/** Any length a file may have brought, written as "1h" or "7d". */
export const TimeframeText = z
  .string()
  .refine(
    (text) => timeframeMs(text) !== null,
    'A timeframe is written as a number and d, h, m or s, for example "1h".',
  );

const Assets = z
  .array(AssetCode)
  .min(1, "Name at least one asset.")
  .max(60, "More than 60 assets at once. Ask for fewer.")
  .transform((assets) => [...new Set(assets)]);

const FIRST_DAY = Date.UTC(2009, 0, 3);
const PriceInstant = z
  .number("An instant is a number of milliseconds since 1970.")
  .int("An instant is a whole number of milliseconds.")
  .min(FIRST_DAY, "There were no prices before 3 January 2009.")
  .max(Date.UTC(2200, 0, 1), "That is too far in the future.");

export const FillInput = z.object({
  source: SourceText,
  assets: Assets,
  quote: AssetCode,
  timeframe: z.enum(TIMEFRAMES, `Choose one of ${TIMEFRAMES.join(", ")}.`),
  from: PriceInstant,
});
export type FillInput = z.infer<typeof FillInput>;

export const ProgressInput = z.object({ seriesIds: z.array(Id).max(200) });
export const SeriesRef = z.object({ seriesId: Id });
export const ImportRef = z.object({ importId: Id });

const Repairs = z.object({
  holes: z.enum(PRICE_REPAIRS.holes),
  duplicates: z.enum(PRICE_REPAIRS.duplicates),
  order: z.enum(PRICE_REPAIRS.order),
  bad: z.enum(PRICE_REPAIRS.bad),
  jumps: z.enum(PRICE_REPAIRS.jumps),
});

export const ImportPricesInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give it a name.")
    .max(120, "The name is longer than 120 characters.")
    .transform(printable),
  text: z.string().max(PRICE_FILE_MAX.characters, "The file is larger than 64 MB. Split it by asset."),
  form: z.enum(PRICE_FILE_FORMS).optional(),
  asset: z.string().trim().max(41).optional(),
  quote: AssetCode.optional(),
  columns: z.string().max(PRICE_FILE_MAX.rowCharacters).optional(),
  decimal: z.enum(DECIMAL_MARKS).optional(),
  dates: z.enum(DATE_ORDERS).optional(),
  repairs: Repairs.partial().optional(),
  /** Adds to what an earlier file brought; absent: a new import. */
  importId: Id.optional(),
});
export type ImportPricesInput = z.infer<typeof ImportPricesInput>;

/** Query of GET /api/prices. */
export const PricesQuery = z.object({
  source: SourceText,
  quote: AssetCode,
  timeframe: TimeframeText,
  assets: z.preprocess((text) => (typeof text === "string" ? text.split(",").filter(Boolean) : text), Assets),
  from: z.coerce.number().pipe(PriceInstant).optional(),
  to: z.coerce.number().pipe(PriceInstant).optional(),
  /** From the first bar of any asset, to the last bar of any; absent: only the bars that all have. */
  isLateStart: z.stringbool().optional(),
  isEarlyEnd: z.stringbool().optional(),
});
export type PricesQuery = z.infer<typeof PricesQuery>;
