/**
 * Venues as the driving loop sees them: what an adapter throws becomes a value, and a venue is opened once a run. How
 * far a venue's look-ups were seen to lag is remembered for as long as the process lives, and counts beside its own
 * word.
 */
import { type Answer, REFUSALS, type Refusal } from "@/lib/engine/execution/apply-answer";
import type { Read, RunVenues } from "@/lib/engine/execution/ports";
import { urgently } from "@/server/exchanges/urgent";
import { type Venue, VenueError } from "@/server/exchanges/venue";
import { redactText } from "@/server/runtime/log";
import type { ServiceContext } from "../../context";
import { openVenue } from "../../venue/open";
import { learnLag, slowestLookupMs } from "./slowest-lookups";

/** Assumed of a venue that cannot be opened now: longer than any we know. */
const SLOW_TIMING = { requestValidityMs: 60_000, lookupLagMs: 10_000 };

export function createRunVenues(ctx: ServiceContext): RunVenues {
  return adaptVenues((venueId) => openVenue(ctx, venueId));
}

export function adaptVenues(open: (venueId: string) => Promise<Venue>): RunVenues {
  const opened = new Map<string, Promise<Venue>>();
  const venueOf = (venueId: string): Promise<Venue> => {
    const known = opened.get(venueId);
    if (known) return known;
    const opening = open(venueId);
    opening.catch(() => opened.delete(venueId));
    opened.set(venueId, opening);
    return opening;
  };
  return {
    timing: (venueId) =>
      venueOf(venueId).then(
        ({ limits }) => ({ ...limits, slowestLookupMs: slowestLookupMs(venueId) }),
        () => SLOW_TIMING,
      ),
    async submit(venueId, request) {
      let venue: Venue;
      try {
        venue = await venueOf(venueId);
      } catch (error) {
        return { kind: "refused", refusal: "not-sent", message: messageOf(error), retryAfterMs: null };
      }
      return venue.submitOrder(request).then((report): Answer => ({ kind: "report", report }), judgeSubmit);
    },
    lookup: (venueId, clientOrderId, symbol) =>
      queryOrder(venueOf(venueId), (venue) => venue.findOrder(clientOrderId, symbol)),
    cancel: (venueId, clientOrderId, symbol) =>
      queryOrder(venueOf(venueId), (venue) => venue.cancelOrder(clientOrderId, symbol)),
    readBalances: (venueId) => read(venueOf(venueId), (venue) => urgently(() => readTradable(venue))),
    readQuotes: (venueId, symbols) => read(venueOf(venueId), (venue) => urgently(() => venue.fetchQuotes(symbols))),
    readMarkets: (venueId) => read(venueOf(venueId), (venue) => urgently(() => venue.loadMarkets({ isForced: true }))),
    learnLag,
  };
}

/** Only what is surely not placed is a refusal; everything else, also what is no VenueError, is unknown. */
function judgeSubmit(error: unknown): Answer {
  const refusal = error instanceof VenueError && error.isSurelyNotPlaced ? refusalOf(error) : null;
  if (!(error instanceof VenueError) || refusal === null) return { kind: "unknown", message: messageOf(error) };
  return { kind: "refused", refusal, message: messageOf(error), retryAfterMs: error.retryAfterMs };
}

function refusalOf(error: VenueError): Refusal | null {
  // Held up on our side of the line past its deadline: worth a new order, unlike one that the venue refused.
  if (error.code === "not-sent") return "not-sent";
  return REFUSALS.find((refusal) => refusal === error.kind) ?? null;
}

async function queryOrder(
  opening: Promise<Venue>,
  query: (venue: Venue) => ReturnType<Venue["findOrder"]>,
): Promise<Answer> {
  try {
    const report = await query(await opening);
    return report ? { kind: "report", report } : { kind: "not-found" };
  } catch (error) {
    return failed(error);
  }
}

async function read<T>(opening: Promise<Venue>, query: (venue: Venue) => Promise<T>): Promise<Read<T>> {
  try {
    return { kind: "read", value: await query(await opening) };
  } catch (error) {
    return failed(error);
  }
}

/** What earns or is staked counts as its underlying, and no order can touch it: a run's books leave it out. */
async function readTradable(venue: Venue) {
  return (await venue.fetchBalances()).filter((balance) => balance.venueCode === undefined);
}

function failed(error: unknown): Extract<Read<never>, { kind: "failed" }> {
  const isKeyRefused = error instanceof VenueError && (error.kind === "authentication" || error.kind === "permission");
  const failure = { kind: "failed", message: messageOf(error), retryAfterMs: retryAfterOf(error) } as const;
  return isKeyRefused ? { ...failure, isKeyRefused } : failure;
}

const retryAfterOf = (error: unknown) => (error instanceof VenueError ? error.retryAfterMs : null);
const messageOf = (error: unknown) => redactText(error instanceof Error ? error.message : String(error));
