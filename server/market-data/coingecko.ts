/**
 * Capitalisations from CoinGecko's public API, which needs no key: `GET /coins/markets`, 250 coins a page, the largest
 * first. Pages are read until every wanted ticker was seen or `PAGES_MAX` are through, so that a usual portfolio costs
 * one request. The keyless tier allows a handful of requests a minute: a 429 is reported with the time to wait, never
 * pressed on. Wrapped and staked twins share no ticker with their coin; of coins that do share one, the largest counts.
 */
import type { AssetId, Capitalisation } from "@/lib/engine/model";
import { CapitalisationError, type CapitalisationSource } from "./capitalisations";

export const COINGECKO_URL = "https://api.coingecko.com/api/v3";
const PAGE_SIZE = 250;
const PAGES_MAX = 4;
const TIMEOUT_MS = 10_000;
const RETRY_DEFAULT_MS = 60_000;

export interface CoinGeckoOptions {
  /** Another address of the same wire form: a test's server, a mirror. */
  url?: string;
  now: () => number;
  timeoutMs?: number;
}

export function createCoinGecko({
  url = COINGECKO_URL,
  now,
  timeoutMs = TIMEOUT_MS,
}: CoinGeckoOptions): CapitalisationSource {
  return {
    label: "CoinGecko",
    async fetch(assets) {
      const missing = new Set(assets);
      const found = new Map<AssetId, Capitalisation>();
      for (let page = 1; page <= PAGES_MAX && missing.size > 0; page += 1) {
        const rows = await readPage(url, page, now, timeoutMs);
        for (const row of rows) {
          const capitalisation = toCapitalisation(row);
          // Pages come in order of size: the first of a ticker is its largest.
          if (capitalisation === null || !missing.delete(capitalisation.asset)) continue;
          found.set(capitalisation.asset, capitalisation);
        }
        if (rows.length < PAGE_SIZE) break;
      }
      return assets.flatMap((asset) => found.get(asset) ?? []);
    },
  };
}

async function readPage(url: string, page: number, now: () => number, timeoutMs: number): Promise<readonly unknown[]> {
  const query = new URLSearchParams({
    vs_currency: "usd",
    order: "market_cap_desc",
    per_page: String(PAGE_SIZE),
    page: String(page),
  });
  let response: Response;
  try {
    response = await fetch(`${url}/coins/markets?${query}`, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    throw new CapitalisationError("unreachable", "CoinGecko does not answer. The last capitalisations stay in use.");
  }
  if (response.status === 429) {
    const retryAt = now() + waitOf(response.headers.get("retry-after"), now());
    throw new CapitalisationError("rate-limited", "CoinGecko asks us to wait before the next request.", retryAt);
  }
  if (!response.ok)
    throw new CapitalisationError(
      "unreachable",
      `CoinGecko answers with status ${response.status}. The last capitalisations stay in use.`,
    );
  const body: unknown = await response.json().catch(() => null);
  if (!Array.isArray(body)) throw new CapitalisationError("unreadable", "CoinGecko's answer is not a list of coins.");
  return body;
}

/** Retry-After in seconds or as a date. */
function waitOf(header: string | null, now: number): number {
  if (header === null) return RETRY_DEFAULT_MS;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(seconds, 1) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? RETRY_DEFAULT_MS : Math.max(until - now, 1000);
}

/** A row of the answer; null where it lacks what we need (new coins have a capitalisation of 0 or none). */
export function toCapitalisation(row: unknown): Capitalisation | null {
  if (typeof row !== "object" || row === null) return null;
  const { symbol, market_cap: value, last_updated: updated } = row as Record<string, unknown>;
  if (typeof symbol !== "string" || typeof value !== "number" || !Number.isFinite(value) || value <= 0) return null;
  const at = typeof updated === "string" ? Date.parse(updated) : Number.NaN;
  if (Number.isNaN(at)) return null;
  return { asset: symbol.toUpperCase(), value, at, source: "CoinGecko" };
}
