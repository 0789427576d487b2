/**
 * Reads the heading: which column is the time, and whether the others are assets (wide) or open, high, low, close and
 * volume (long). Where names leave open which column is the price, every column that could be is offered.
 */
import { isInstant } from "./bar-ends";
import { type Figure, quoteAt, type Role, roleOf } from "./column-names";
import { shorten } from "./labels";
import type { PriceFileForm, PriceFileOptions } from "./model";
import { FIAT, readAsset } from "./symbol";
import { ordersOf, readClock, readTime } from "./time-written";

interface EveryHeading {
  time: number;
  /** Column of the hour, where the day stands alone. */
  clock: number | null;
  /** The time is when a bar ends, to the instant. */
  isEnd: boolean;
  names: readonly string[];
  width: number;
}

export interface WideHeading extends EveryHeading {
  form: "wide";
  columns: readonly { index: number; name: string; asset: string }[];
  quote: string | null;
  /** Columns beside the time and the assets that were passed over. */
  ignored: readonly string[];
}

export interface LongHeading extends EveryHeading {
  form: "long";
  /** Column that names the asset; null: the whole file is of one. */
  assetAt: number | null;
  at: Record<Exclude<Figure, "close">, number | null> & { close: number };
  /** Column that says what the row is counted in. */
  quoteAt: number | null;
  /** What the name of the close says it is counted in. */
  quote: string | null;
}

export type Heading = WideHeading | LongHeading;
export type HeadingVerdict =
  | { ok: true; heading: Heading }
  | {
      ok: false;
      column: string | null;
      message: string;
      form: PriceFileForm | null;
      /** Ways to read the columns that would settle it, as lists of names. */
      choices: readonly (readonly string[])[];
    };

/** `sample`: the cells of the first row. */
export function readHeading(
  names: readonly string[],
  sample: readonly string[],
  options: PriceFileOptions,
): HeadingVerdict {
  const roles = names.map(roleOf);
  const time = timeAt(names, roles, sample);
  if (time === null) {
    const message =
      'No column is called "date" or "time". Name the columns in the first line, for example "date,BTC,ETH".';
    return { ok: false, column: names[0] ?? null, message, form: null, choices: withUnnamedTime(names, sample) };
  }
  const role = roles[time];
  const isEnd = role?.part === "time" && role.isEnd && isInstant(sample[time] ?? "");
  const every = { time, clock: clockAt(roles, time, sample), isEnd, names, width: names.length };
  const closes = closesOf(roles);
  const form = options.form ?? (closes.length > 0 && !hasColumnOf(roles, options.asset) ? "long" : "wide");
  if (form === "long") return readLong(every, roles, sample, closes, options);
  return readWide(every, roles, sample);
}

/** Beside a column called "C" or "last" one may be the very asset that is wanted. */
function hasColumnOf(roles: readonly (Role | null)[], asset: string | undefined): boolean {
  const wanted = asset === undefined ? null : readAsset(asset);
  return wanted !== null && roles.some((role) => role?.part === "asset" && role.read.asset === wanted.asset);
}

/** Of several columns of time the first that says it beyond doubt; where none does, the first by name. */
function timeAt(names: readonly string[], roles: readonly (Role | null)[], sample: readonly string[]): number | null {
  const named = roles.flatMap((role, at) => (role?.part === "time" ? [{ at, isEnd: role.isEnd }] : []));
  const isTime = (at: number) => isTimeCell(sample[at] ?? "");
  const sorted = named.toSorted((a, b) => Number(a.isEnd) - Number(b.isEnd) || a.at - b.at).map(({ at }) => at);
  const [best] = sorted;
  if (best !== undefined) return sorted.find(isTime) ?? best;
  // An index without a name is what pandas and spreadsheets put first.
  const unnamed = names.findIndex((name, at) => /^(unnamed: ?\d+|index|)$/i.test(name.trim()) && isTime(at));
  return unnamed < 0 ? null : unnamed;
}

/** Under some order of day and month. */
export const isTimeCell = (cell: string) => readTime(cell, null) !== null || (ordersOf(cell)?.length ?? 0) > 0;

function clockAt(roles: readonly (Role | null)[], time: number, sample: readonly string[]): number | null {
  const at = roles.findIndex((role, index) => {
    if (index === time || (role?.part !== "clock" && role?.part !== "time")) return false;
    const cell = sample[index] ?? "";
    // "16h30" is no hour we know, and its day alone would be another bar: each such row says so.
    return role.part === "clock" ? /\d/.test(cell) : readClock(cell) !== null && !isTimeCell(cell);
  });
  return at < 0 ? null : at;
}

/** The columns that claim to be the close; "price" and "value" only where none is called so. */
function closesOf(roles: readonly (Role | null)[]): readonly number[] {
  const claims = (isSure: boolean) =>
    roles.flatMap((role, at) =>
      role?.part === "figure" && role.figure === "close" && role.isSure === isSure ? [at] : [],
    );
  const sure = claims(true);
  return sure.length > 0 ? sure : claims(false);
}

type Every = Pick<LongHeading, "time" | "clock" | "isEnd" | "names" | "width">;

function readLong(
  every: Every,
  roles: readonly (Role | null)[],
  sample: readonly string[],
  closes: readonly number[],
  options: PriceFileOptions,
): HeadingVerdict {
  const form = "long";
  const unitOf = (at: number) => {
    const role = roles[at];
    return role?.part === "figure" ? role.unit : null;
  };
  const wanted = closes.length > 1 ? closes.filter((at) => unitOf(at) === (options.quote ?? "")) : closes;
  const [close] = wanted;
  if (close === undefined && closes.length === 0) {
    return {
      ok: false,
      column: null,
      message: 'There is no column "close".',
      form,
      choices: priceChoices(every, sample),
    };
  }
  if (close === undefined || wanted.length > 1) {
    const shown = closes.map((at) => `"${shorten(every.names[at]!)}"`).join(", ");
    const choices = closes.map((at) => asClose(every, at, unitOf(at)));
    return { ok: false, column: null, message: `Several columns could be the close: ${shown}.`, form, choices };
  }
  const find = (figure: Figure) => {
    // Beside two closes stand two opens: those of the same currency.
    const of = (unit: string | null) =>
      roles.findIndex((role) => role?.part === "figure" && role.figure === figure && role.unit === unit);
    const index = of(unitOf(close)) >= 0 ? of(unitOf(close)) : of(null);
    return index < 0 ? null : index;
  };
  const at = { open: find("open"), high: find("high"), low: find("low"), close, volume: find("volume") };
  const heading: LongHeading = {
    ...every,
    form,
    assetAt: symbolAt(roles, sample),
    at,
    quoteAt: quoteAt(every.names, sample),
    quote: unitOf(close),
  };
  return { ok: true, heading };
}

function symbolAt(roles: readonly (Role | null)[], sample: readonly string[]): number | null {
  const sure = roles.findIndex((role) => role?.part === "symbol" && role.isSure);
  if (sure >= 0) return sure;
  const names = (cell: string) => {
    const read = /[a-z]/i.test(cell) ? readAsset(cell) : null;
    return read !== null && !(read.quote === null && FIAT.has(read.asset));
  };
  const doubtful = roles.findIndex((role, at) => role?.part === "symbol" && names(sample[at] ?? ""));
  return doubtful < 0 ? null : doubtful;
}

function readWide(every: Every, roles: readonly (Role | null)[], sample: readonly string[]): HeadingVerdict {
  const form = "wide";
  const refuse = (column: string | null, message: string, choices: readonly (readonly string[])[] = []) =>
    ({ ok: false, column, message, form, choices }) as const;
  const beside = [...every.names.keys()].filter((at) => at !== every.time && at !== every.clock);
  const isPrice = (at: number) => {
    const role = roles[at];
    return role?.part === "currency" || (role?.part === "asset" && role.figure === "close");
  };
  const prices = beside.filter(isPrice);
  const unknown = beside.filter((at) => roles[at] == null);
  const again = beside.find((at) => isSameName(every.names, at, every.time) && isTimeCell(sample[at] ?? ""));
  if (again !== undefined && prices.length > 1) {
    // Two tables side by side: each has its own days.
    const message = `There are two columns "${shorten(every.names[again]!)}". Whose days are they?`;
    const [left, right] = [prices.filter((at) => at < again), prices.filter((at) => at > again)];
    const of = (time: number, kept: readonly number[]) => keeping({ ...every, time }, roles, kept);
    const ways = [of(every.time, left), of(again, right), of(every.time, prices)];
    return refuse(every.names[again]!, message, ways);
  }
  if (unknown.length === 1 && prices.length === 0) return { ok: true, heading: ofOne(every, unknown[0]!) };
  if (unknown.length > 0) {
    const name = every.names[unknown[0]!]!;
    const message = `"${shorten(name)}" is not the code of an asset, for example "BTC".`;
    return refuse(name, message, prices.length > 0 ? [keeping(every, roles, prices)] : priceChoices(every, sample));
  }
  if (prices.length === 0) {
    return refuse(null, "There is no column of prices beside the time.", priceChoices(every, sample));
  }
  if (prices.every((at) => roles[at]?.part === "currency")) {
    const message = `"${shorten(every.names[prices[0]!]!)}" may be an asset, or what prices are counted in.`;
    const codes = prices.map((at) => asClose(every, at, every.names[at]!.trim().toUpperCase()));
    return refuse(every.names[prices[0]!]!, message, [...codes, keeping(every, roles, prices)]);
  }
  const columns: { index: number; name: string; asset: string }[] = [];
  let quote: string | null = null;
  for (const index of prices) {
    const [name, read] = [every.names[index]!, readIn(roles[index])];
    const earlier = columns.find((column) => column.asset === read.asset);
    if (earlier !== undefined) {
      const choices = [earlier.index, index].map((out) =>
        keeping(
          every,
          roles,
          prices.filter((at) => at !== out),
        ),
      );
      return refuse(name, `${read.asset} has two columns. Keep one of them.`, choices);
    }
    if (read.quote !== null && quote !== null && read.quote !== quote) {
      const message = `${shorten(name)} is counted in ${read.quote}, columns before it in ${quote}. One file has one quote currency.`;
      const choices = [quote, read.quote].map((each) =>
        keeping(
          every,
          roles,
          prices.filter((at) => readIn(roles[at]).quote === each),
        ),
      );
      return refuse(name, message, choices);
    }
    quote ??= read.quote;
    columns.push({ index, name, asset: read.asset });
  }
  if (columns.length > 1 && columns.some(({ asset }) => asset === quote)) {
    const message = `Some columns are counted in ${quote}, another is the price of ${quote} itself.`;
    const choices = [false, true].map((isIn) =>
      keeping(
        every,
        roles,
        prices.filter((at) => (readIn(roles[at]).quote === quote) === isIn),
      ),
    );
    return refuse(null, message, choices);
  }
  const ignored = beside.filter((at) => !prices.includes(at) && !/^-?$/.test(every.names[at]!.trim()));
  return { ok: true, heading: { ...every, form, columns, quote, ignored: ignored.map((at) => every.names[at]!) } };
}

function readIn(role: Role | null | undefined): { asset: string; quote: string | null } {
  return role?.part === "asset" || role?.part === "currency" ? role.read : { asset: "", quote: null };
}

const isSameName = (names: readonly string[], left: number, right: number) =>
  names[left]!.trim().toLowerCase() === names[right]!.trim().toLowerCase();

/** One column of prices whose name says nothing: "US dollar/Euro (EXR.D.USD.EUR.SP00.A)". */
function ofOne(every: Every, close: number): LongHeading {
  const at = { open: null, high: null, low: null, close, volume: null };
  return { ...every, form: "long", assetAt: null, at, quoteAt: null, quote: null };
}

/** The columns as a list of names that `--columns` takes, all but the time and these left out. */
function listing(every: Every, named: (at: number) => string | null): readonly string[] {
  return every.names.map((_, at) => {
    if (at === every.time) return "time";
    return at === every.clock ? "clock" : (named(at) ?? "-");
  });
}

const asClose = (every: Every, close: number, unit: string | null) =>
  listing(every, (at) => (at === close ? (unit === null ? "close" : `close ${unit}`) : null));

function keeping(every: Every, roles: readonly (Role | null)[], kept: readonly number[]): readonly string[] {
  return listing(every, (at) => {
    if (!kept.includes(at)) return null;
    const { asset, quote } = readIn(roles[at]);
    return quote === null ? asset : `${asset}/${quote}`;
  });
}

const CHOICES_MAX = 8;

/** Each column with a figure as the price. */
function priceChoices(every: Every, sample: readonly string[]): readonly (readonly string[])[] {
  return [...every.names.keys()]
    .filter((at) => at !== every.time && at !== every.clock && /\d/.test(sample[at] ?? ""))
    .slice(0, CHOICES_MAX)
    .map((at) => asClose(every, at, null));
}

/** The column whose cells are times, and each column with a figure beside it as the price. */
function withUnnamedTime(names: readonly string[], sample: readonly string[]): readonly (readonly string[])[] {
  const time = sample.findIndex(isTimeCell);
  return time < 0 ? [] : priceChoices({ time, clock: null, isEnd: false, names, width: names.length }, sample);
}
