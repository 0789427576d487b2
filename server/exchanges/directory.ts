/**
 * From what is stored of a venue to a live adapter. One directory per process: it keeps one adapter per venue and,
 * below that, one limiter, clock difference and market list per exchange host, shared by all accounts.
 */
import { createHash } from "node:crypto";
import { rate } from "@/lib/money";
import { createExchangeHub } from "./ccxt/client/hub";
import { createManualVenue } from "./manual/venue";
import { createSimulatedFeed, type PriceFeed } from "./paper/feed";
import { createPaperVenue } from "./paper/venue";
import type { VenueDirectory, VenueSpec } from "./registry";
import type { Venue } from "./venue";

export interface DirectoryOptions {
  /** Other base URLs by ccxt id, for a testnet, a regional host or a company proxy; see exchangeUrlsFrom. */
  exchangeUrls?: Readonly<Record<string, string>>;
  now?: () => number;
  /** Ms by a clock nobody sets; tests hand in their own. */
  monotonic?: () => number;
}

/** Reads EXCHANGE_URL_<CCXT_ID> out of an environment; adapters themselves never read it. */
export function exchangeUrlsFrom(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const urls: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const id = /^EXCHANGE_URL_([A-Z0-9]+)$/.exec(name)?.[1];
    if (id === undefined || value === undefined || value.trim() === "") continue;
    if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
      throw new Error(`${name} must be a web address such as https://testnet.example.org, not "${value}".`);
    urls[id.toLowerCase()] = value.replace(/\/+$/, "");
  }
  return urls;
}

/** Same spec, same text; keys enter only as a digest. */
function fingerprintOf(spec: VenueSpec): string {
  const parts =
    spec.kind === "exchange"
      ? [spec.kind, spec.exchangeId, Object.entries(spec.credentials).sort()]
      : spec.kind === "paper"
        ? [spec.kind, spec.feeRate, spec.prices, spec.seed]
        : [spec.kind, spec.name];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

export function createVenueDirectory(options: DirectoryOptions = {}): VenueDirectory {
  const now = options.now ?? Date.now;
  const hub = createExchangeHub({ exchangeUrls: options.exchangeUrls ?? {}, now, monotonic: options.monotonic });
  const opened = new Map<string, { fingerprint: string; venue: Promise<Venue> }>();

  async function feedFor(spec: Extract<VenueSpec, { kind: "paper" }>): Promise<PriceFeed> {
    return spec.prices === "simulated" ? createSimulatedFeed(spec.seed, now) : hub.publicFeed(spec.prices.exchangeId);
  }

  async function make(spec: VenueSpec): Promise<Venue> {
    if (spec.kind === "exchange") return hub.openVenue(spec);
    if (spec.kind === "manual") return createManualVenue(spec.name, spec.store);
    const { venueId, store } = spec;
    return createPaperVenue({ venueId, store, now, feeRate: rate(spec.feeRate), feed: await feedFor(spec) });
  }

  async function forget(venueId: string) {
    const entry = opened.get(venueId);
    opened.delete(venueId);
    await entry?.venue.then((venue) => venue.close()).catch(() => undefined);
  }

  return {
    async open(spec) {
      const fingerprint = fingerprintOf(spec);
      const entry = opened.get(spec.venueId);
      if (entry?.fingerprint === fingerprint) return entry.venue;
      if (entry) await forget(spec.venueId);
      const venue = make(spec);
      opened.set(spec.venueId, { fingerprint, venue });
      // A venue that could not be made is not remembered: the next call tries again.
      venue.catch(() => opened.get(spec.venueId)?.venue === venue && opened.delete(spec.venueId));
      return venue;
    },
    forget,
    describeExchanges: () => hub.describeExchanges(),
    candles: (exchangeId) => hub.candles(exchangeId),
    async close() {
      await Promise.all([...opened.keys()].map(forget));
      await hub.close();
    },
  };
}
