/**
 * Past prices. A series is one market at one timeframe from one source; its bars stand in chunks of 1,024 as packed
 * columns of little-endian float64, because five years of hours of ten assets are half a million figures that are
 * always read together. Closes are figures for statistics, never money.
 */
import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { CANDLE_STATES, PRICE_FILE_FORMS, type SeriesProblem } from "@/lib/engine/model";
import { users } from "./auth";
import { createdAt, id, instant } from "./columns";

export const candleState = pgEnum("candle_state", CANDLE_STATES);

/** Float64 figures as bytes, as every machine we run on has them in memory. */
const figures = customType<{ data: Float64Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  toDriver: (column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength),
  // Copied: the driver's bytes need not begin at a multiple of eight.
  fromDriver: (bytes) => {
    const column = new Float64Array(bytes.byteLength >> 3);
    new Uint8Array(column.buffer).set(bytes);
    return column;
  },
});

/** A file an owner brought in; its series go with it. */
export const priceImports = pgTable(
  "price_imports",
  {
    id: id(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The file's name, for people. */
    name: text("name").notNull(),
    form: text("form", { enum: PRICE_FILE_FORMS }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("price_imports_owner").on(table.ownerId)],
);

export const candleSeries = pgTable(
  "candle_series",
  {
    id: id(),
    /** Whose they are; null: public prices, for every owner of the installation. */
    ownerId: text("owner_id").references(() => users.id, { onDelete: "cascade" }),
    /** "exchange:<ccxt id>", "simulated" or "import". */
    source: text("source").notNull(),
    importId: text("import_id").references(() => priceImports.id, { onDelete: "cascade" }),
    symbol: text("symbol").notNull(),
    base: text("base").notNull(),
    quote: text("quote").notNull(),
    timeframe: text("timeframe").notNull(),
    stepMs: bigint("step_ms", { mode: "number" }).notNull(),
    state: candleState("state").notNull(),
    /** How far back was requested. */
    wantedFrom: instant("wanted_from"),
    /** Nothing before this is to be had from the source. */
    emptyBefore: instant("empty_before"),
    /** Where the next page begins; a killed fill goes on from here. */
    cursorAt: instant("cursor_at"),
    /** Times of the first and the last stored bar. Between them all pages have been read. */
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    bars: integer("bars").notNull().default(0),
    /** Share of the requested span that is read, 0 to 1. */
    doneShare: doublePrecision("done_share").notNull().default(0),
    problem: jsonb("problem").$type<SeriesProblem>(),
    problemSince: instant("problem_since"),
    /** When the source was last queried with success. */
    filledAt: instant("filled_at"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("candle_series_once").on(
      sql`coalesce(${table.ownerId}, '')`,
      table.source,
      table.base,
      table.quote,
      table.timeframe,
    ),
    index("candle_series_import").on(table.importId),
  ],
);

export const candleChunks = pgTable(
  "candle_chunks",
  {
    seriesId: text("series_id")
      .notNull()
      .references(() => candleSeries.id, { onDelete: "cascade" }),
    /** floor(time / (1,024 x step)). */
    chunk: integer("chunk").notNull(),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    bars: integer("bars").notNull(),
    /** null: bar after bar, one step apart. */
    times: figures("times"),
    /** NaN where the source did not say; null where it never does. */
    open: figures("open"),
    high: figures("high"),
    low: figures("low"),
    close: figures("close").notNull(),
    volume: figures("volume"),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.chunk] })],
);

/** What coins were worth in all, in US dollars. One figure a source, asset and instant. */
export const capitalisations = pgTable(
  "capitalisations",
  {
    /** null: from a public source. */
    ownerId: text("owner_id").references(() => users.id, { onDelete: "cascade" }),
    asset: text("asset").notNull(),
    at: instant("at").notNull(),
    value: doublePrecision("value").notNull(),
    /** For people: "CoinGecko", "your file caps.csv". */
    source: text("source").notNull(),
  },
  (table) => [
    uniqueIndex("capitalisations_once").on(sql`coalesce(${table.ownerId}, '')`, table.asset, table.at, table.source),
  ],
);
