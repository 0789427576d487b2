/**
 * What the world calls the columns of a price file: a name to the part it plays. Names are compared without case, accents,
 * brackets, numbering and camels ("timeOpen", "<CLOSE>", "4. close", "Closing Price (USD)", "Último"). A name may bear an asset
 * beside the figure ("BTC_close", "('BTC', 'Close')", "Close BTC-USD"); one that bears nothing known is null.
 */
import { FIAT, type ReadAsset, readAsset } from "./symbol";

export type Figure = "open" | "high" | "low" | "close" | "volume";

export type Role =
  | { part: "time"; isEnd: boolean }
  | { part: "clock" }
  | { part: "symbol"; isSure: boolean }
  /** `unit`: the currency the name gives ("price_usd"); `isSure` false: "price" beside "close" is the lesser claim. */
  | { part: "figure"; figure: Figure; unit: string | null; isSure: boolean }
  | { part: "asset"; read: ReadAsset; figure: Figure }
  /** "USD": what an unnamed asset's price is counted in, or an asset itself. */
  | { part: "currency"; read: ReadAsset }
  | { part: "none" };

/** As `plainly` leaves them: Korean syllables in their letters. */
const words = (text: string) => new Set(text.normalize("NFD").split("|"));

const TIMES = words(
  "date|datetime|date time|time|timestamp|time stamp|ts|day|unix|epoch|snapped at|unix timestamp|unix time|time period|observation date|period|open time|time open|close time|time close|candle begin time|start time|start|end time|start at|end|begin|begins at|end at|time start|time end|trade date|trading date|price date|local time|gmt time|as of date|as of|datum|fecha|data|дата|tarih|日期|时间|日付|open date|end date|start date|dates|year|month|week|quarter|minute|block time|block date|block timestamp|exchange date|time period start|time period end|period start|period end|zeit|zeitpunkt|날짜|日付け|tanggal",
);
const TIME_UNITS = /( (utc|ms|s|us|ns|unix|iso|gmt|local|est|et))+$/;
const ENDS = /\b(close|end)\b/;
const SYMBOLS = words("asset|symbol|ticker|coin|instrument|product id|tic|pair|market pair|inst id|instrument id|base");
/** Their cells are what the prices of the row are counted in. */
const QUOTE_NAMES = words("quote|quote currency|quote asset|vs currency|currency");
const CLOCKS = words("clock|hour|time of day|uhrzeit|hora|heure|ora");
/** Their cells decide: a market may be a capitalisation, a currency the one that prices are counted in. */
const DOUBTFUL_SYMBOLS = words("currency|market|name|coin name|token symbol|security|base asset|base currency|ric");
const NAMES: Readonly<Record<Figure, ReadonlySet<string>>> = {
  close: words(
    "close|c|close price|closing price|closing|price close|close last|schluss|schlusskurs|cierre|cloture|chiusura|fechamento|slotkoers|收盘|收盘价|終値|종가|zamkniecie|px last|px close|trade close",
  ),
  open: words(
    "open|o|open price|opening price|price open|eroffn|eroffnung|erster|apertura|ouv|ouverture|abertura|откр|开盘|始値|시가|otwarcie|oppen|pembukaan|px open|trade open",
  ),
  high: words(
    "high|h|high price|price high|hoch|hochster|maximo|maxima|massimo|plus haut|hoog|макс|高|高値|yuksek|고가|najwyzszy|hogst|tertinggi|px high|trade high",
  ),
  low: words(
    "low|l|low price|price low|tief|tiefster|minimo|minima|plus bas|laag|мин|低|安値|dusuk|저가|najnizszy|lagst|terendah|px low|trade low",
  ),
  volume: words(
    "volume|v|vol|base volume|total volume|tickvol|tick vol|tick volume|volumen|объем|交易量|出来高|거래량|wolumen|px volume",
  ),
};
const LESSER_CLOSES = words(
  "price|last|last price|market price|value|rate|zuletzt|ultimo|ultima|dernier|laatste|kurs|цена|simdi|ostatnio|senaste|terakhir|price usd|mid price|usd price|mark price|index price|spot price|average price|avg price",
);
/** Figures about the price that are none of its own, row numbers, and columns somebody leaves out by "-". */
const NONE =
  /^(|-|index|level 0|rownames?|row|row names?|no|#|nr|ignore|unnamed \d+|adj|adjusted|adj close|adjusted close|.*\b(market ?cap|marketcap|change|chg|var|variation|verandering|изм|trades?|trade count|count|turnover|quote volume|taker|weighted average|vwap|open ?int|openint|spread|supply|per|dividends|stock splits|perc?ent|turn)\b.*|time (high|low)|high time|low time|number of trades|amount|quote asset volume|symbol id|interval|time ?zone|tz)$/;
/** What is reckoned from a price: "log_price", "close_cents", "predicted_close". One word alone may be a coin. */
const RECKONED =
  /^(?=.* ).*\b(log|ln|cents?|predict\w*|forecast|returns?|ret|sma\d*|ema\d*|ma\d*|rsi\d*|macd|std|zscore|signal|label|target|lag\d*|norm\w*|scaled)\b/;
const NUMBERING = /^\d{1,2}[a-z]?\.\s*/;

export function roleOf(name: string): Role | null {
  const plain = plainly(name);
  if (TIMES.has(plain.replace(TIME_UNITS, ""))) return { part: "time", isEnd: ENDS.test(plain) };
  if (CLOCKS.has(plain)) return { part: "clock" };
  if (SYMBOLS.has(plain)) return { part: "symbol", isSure: true };
  if (DOUBTFUL_SYMBOLS.has(plain)) return { part: "symbol", isSure: false };
  const figure = figureOf(plain);
  if (figure !== null) return figure;
  if (NONE.test(plain) || RECKONED.test(plain)) return { part: "none" };
  if (/^volume\b/.test(plain)) return { part: "figure", figure: "volume", unit: null, isSure: true };
  return assetIn(name);
}

function figureOf(plain: string): Extract<Role, { part: "figure" }> | null {
  const { name, unit } = withoutUnit(plain);
  for (const figure of Object.keys(NAMES) as Figure[]) {
    if (NAMES[figure].has(name)) return { part: "figure", figure, unit, isSure: true };
  }
  return LESSER_CLOSES.has(name) ? { part: "figure", figure: "close", unit, isSure: false } : null;
}

/** "close usd" and "24h open usd" bear what they are counted in. */
function withoutUnit(plain: string): { name: string; unit: string | null } {
  const bare = plain.replace(/^24h /, "");
  const at = bare.lastIndexOf(" ");
  const last = bare.slice(at + 1).toUpperCase();
  return at > 0 && isCurrency(last) ? { name: bare.slice(0, at), unit: last } : { name: bare, unit: null };
}

/** The column that says by row what prices are counted in. */
export function quoteAt(names: readonly string[], sample: readonly string[]): number | null {
  const at = names.findIndex(
    (name, index) => QUOTE_NAMES.has(plainly(name)) && isCurrency((sample[index] ?? "").trim().toUpperCase()),
  );
  return at < 0 ? null : at;
}

export const isCurrency = (code: string) => FIAT.has(code) || /^(USDT|USDC|BUSD|FDUSD)$/.test(code);

/** "BTC_close", "Close BTC-USD", "Adj Close BTC-USD": one or two words at either end say which figure of the asset it is. */
function assetIn(name: string): Role | null {
  const bare = unframed(name);
  const parts = bare.split(/[\s_.,|·]+|[:-](?=[a-z]+$)/i).filter(Boolean);
  for (const count of [2, 1]) {
    if (parts.length <= count) continue;
    for (const isLast of [true, false]) {
      const [about, rest] = isLast
        ? [parts.slice(-count), parts.slice(0, -count)]
        : [parts.slice(0, count), parts.slice(count)];
      const plain = plainly(about.join(" "));
      const read = readAsset(rest.join("_"));
      if (read === null) continue;
      const figure = figureOf(plain);
      if (figure !== null) return { part: "asset", read: withUnit(read, figure.unit), figure: figure.figure };
      if (plain !== "-" && NONE.test(plain)) return { part: "none" };
    }
  }
  const read = readAsset(bare);
  if (read === null) return null;
  const isCurrencyAlone = read.quote === null && FIAT.has(read.asset);
  return isCurrencyAlone ? { part: "currency", read } : { part: "asset", read, figure: "close" };
}

const withUnit = (read: ReadAsset, unit: string | null): ReadAsset => ({ ...read, quote: read.quote ?? unit });

/** "('BTC', 'Close')" and "<CLOSE>" without what frames them. */
function unframed(name: string): string {
  const tuple = /^\((.*)\)$/.exec(name.trim());
  if (tuple)
    return tuple[1]!
      .replaceAll(/['"]/g, "")
      .replaceAll(/\s*,\s*/g, " ")
      .trim();
  return name.trim().replace(/^<(.*)>$/, "$1");
}

function plainly(name: string): string {
  return unframed(name)
    .slice(0, 80)
    .replace(NUMBERING, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#-]+|-(?=.)/gu, " ")
    .trim();
}
