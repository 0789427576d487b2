/**
 * A market's or an asset's code as the world writes it, to asset and quote: "BTC/USDT", "btc-usd", "BTCUSDT",
 * "BINANCE:BTCUSDT", "XXBTZUSD", "tBTCUSD", "BTC/USDT:USDT", "BTC_USDT", "BTC-USDT-SWAP", "BTC.V". Codes written in one are
 * parted only at a quote currency known here, and not where the whole is itself a coin ("WBTC", "PYUSD").
 */
import { ASSET_CODE } from "@/lib/engine/model";

export interface ReadAsset {
  asset: string;
  quote: string | null;
}

const DOLLARS = ["FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD"];
/** A code that ends in one of these is a pair when at least three characters stand before it. */
const OTHERS = ["EUR", "GBP", "JPY", "KRW", "TRY", "BRL", "AUD", "CAD", "CHF", "XBT", "BTC", "ETH", "BNB"];
export const FIAT: ReadonlySet<string> = new Set(
  "USD EUR GBP JPY KRW TRY BRL AUD CAD CHF CNY INR RUB PLN SEK NOK DKK CZK HUF RON BGN ISK ILS MXN NZD PHP SGD THB ZAR HKD IDR MYR".split(
    " ",
  ),
);
const QUOTES = new Set([...DOLLARS, ...OTHERS, ...FIAT, "DAI", "USDD", "PYUSD", "EURC", "BNB", "SOL", "TRX", "XMR"]);
const MONEY = new Set([...DOLLARS, ...FIAT, "DAI"]);

/** Coins that end as a quote currency does. */
const WHOLE = new Set(
  "PYUSD RLUSD CRVUSD DEUSD SFRXUSD WSTETH FRXETH SFRXETH RENBTC SOLVBTC ACRED STBNB ASBNB".split(" "),
);
/** "BNBUSD" is BNB in USD, "BTCBUSD" is BTC in BUSD: these decide. */
const MAJORS = new Set("BTC XBT ETH BNB XRP ADA SOL DOGE LTC DOT LINK AVAX MATIC TRX BCH UNI ATOM XLM EOS".split(" "));
const ALIASES: Readonly<Record<string, string>> = {
  XBT: "BTC",
  XXBT: "BTC",
  XDG: "DOGE",
  XXDG: "DOGE",
  XETH: "ETH",
  BITCOIN: "BTC",
  ETHEREUM: "ETH",
  RIPPLE: "XRP",
  CARDANO: "ADA",
  SOLANA: "SOL",
  DOGECOIN: "DOGE",
  LITECOIN: "LTC",
  POLKADOT: "DOT",
  CHAINLINK: "LINK",
  TETHER: "USDT",
};

const aliased = (code: string) => ALIASES[code] ?? code;

/** No code is longer, nor is it looked for in more. */
const LENGTH_MAX = 80;

/** null: no code. */
export function readAsset(text: string): ReadAsset | null {
  if (text.length > LENGTH_MAX) return null;
  const plain = withoutFrame(text.trim());
  const colon = plain.indexOf(":");
  if (colon >= 0) {
    const [left, right] = [plain.slice(0, colon), plain.slice(colon + 1)];
    // "BTC/USDT:USDT" names what settles it, "BTC:USD" the quote, "BINANCE:BTCUSDT" the exchange.
    if (left.includes("/")) return readAsset(left);
    return QUOTES.has(right) ? built(left, right) : readAsset(right);
  }
  const parts = plain.split(/\s*[/_-]\s*|\s+/);
  // Two words are a pair only where the second is money: "market cap" is none.
  if (parts.length === 2 && (QUOTES.has(parts[1]!) || /[/_-]/.test(plain))) {
    const [left = "", right = ""] = parts;
    // Poloniex wrote the quote first: USDT_BTC.
    if (plain.includes("_") && MONEY.has(left) && !MONEY.has(right)) return built(right, left);
    // "BTC-28JUN24" is a future: the day is no currency.
    return built(left, /^\d/.test(right) ? null : right);
  }
  const kraken = /^X([A-Z]{3})Z(USD|EUR|GBP|JPY|CAD)$/.exec(plain);
  if (kraken) return built(kraken[1]!, kraken[2]!);
  const at = quoteAt(plain);
  return at === 0 ? built(plain, null) : built(plain.slice(0, at), plain.slice(at));
}

/** Where the quote begins in a code written in one; 0: it is no pair. */
function quoteAt(code: string): number {
  if (WHOLE.has(code) || MONEY.has(code)) return 0;
  for (const quote of [...DOLLARS, ...OTHERS]) {
    if (!code.endsWith(quote)) continue;
    const base = code.slice(0, -quote.length);
    const isDoubtful = quote === "BUSD" || quote === "TUSD";
    if (isDoubtful && !MAJORS.has(base)) continue;
    const least = quote === "USD" ? 2 : DOLLARS.includes(quote) ? 1 : 3;
    if (base.length >= least) return base.length;
  }
  return 0;
}

/** What kind of market it is, and who says so, is not part of the code. */
function withoutFrame(text: string): string {
  const isBitfinex = /^t[A-Z0-9]{3,}(:?[A-Z0-9]{3,})$/.test(text);
  const plain = (isBitfinex ? text.slice(1) : text).toUpperCase();
  if (/^[A-Z0-9]+\.V$/.test(plain)) return `${plain.slice(0, -2)}/USD`;
  return plain.replace(/(\.P|[-_]?PERP(ETUAL)?|[-_]SWAP|=[A-Z]{0,4}|\s+(BGN\s+)?CURNCY)$/, "");
}

function built(base: string, quote: string | null): ReadAsset | null {
  const [asset, against] = [aliased(base), quote === null ? null : aliased(quote)];
  return ASSET_CODE.test(asset) && (against === null || ASSET_CODE.test(against)) ? { asset, quote: against } : null;
}
