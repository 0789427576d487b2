import { and, eq, inArray, isNull } from "drizzle-orm";
import { ownerSettings, portfolios, portfolioVenues, venueBalances } from "@/drizzle/schema";
import type { Balance } from "@/lib/engine/model";
import { describeVenueStatement } from "@/lib/format";
import { decimal, isZero, multiply, type Price, roundDownToStep } from "@/lib/money";
import { type ExchangeDescription, type Venue, VenueError } from "@/server/exchanges/venue";
import { viewDivisions } from "../allotment/view";
import { ownerIdOf, type ServiceContext } from "../context";
import { listUnknownOrders } from "../order";
import { isSimulated } from "../snapshot/origin";
import { TIMED_OUT, withTimeout } from "../snapshot/timeout";
import type { VenueRow } from "./get";
import { openVenueRow } from "./open";
import { countAsConfirmed, labelOfSuspect, loadSuspects, NO_SUSPECTS, type VenueSuspects } from "./suspects";
import { troubleOf, unreadable, type VenueTrouble } from "./trouble-of";
import type { VenueView } from "./types";
import { priceHoldings } from "./value-balances";

/** A page never waits longer than this for one exchange. */
const ANSWER_MS_MAX = 4_000;

interface VenueAnswer {
  row: VenueRow;
  venue: Venue | null;
  balances: readonly Balance[];
  problem: VenueTrouble | null;
}

async function queryVenue(ctx: ServiceContext, row: VenueRow): Promise<VenueAnswer> {
  try {
    const venue = await withTimeout(openVenueRow(ctx, row), ANSWER_MS_MAX, row.name);
    return { row, venue, balances: await withTimeout(venue.fetchBalances(), ANSWER_MS_MAX, row.name), problem: null };
  } catch (error) {
    return {
      row,
      venue: null,
      balances: [],
      problem: isLate(error)
        ? { problem: { kind: "no-answer-yet" } }
        : (troubleOf(error, ctx.now()) ?? { problem: unreadable(row, error) }),
    };
  }
}

const isLate = (error: unknown) => error instanceof VenueError && error.code === TIMED_OUT;

/** Loads what the venues screen shows of these rows. A venue that does not answer keeps its row and says why. */
export async function viewVenues(ctx: ServiceContext, rows: readonly VenueRow[]): Promise<readonly VenueView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [settings] = await ctx.db
    .select({ baseCurrency: ownerSettings.baseCurrency })
    .from(ownerSettings)
    .where(eq(ownerSettings.ownerId, ownerIdOf(ctx)));
  const notes = await ctx.db
    .select({ venueId: venueBalances.venueId, asset: venueBalances.asset, note: venueBalances.note })
    .from(venueBalances)
    .where(inArray(venueBalances.venueId, ids));
  const uses = await ctx.db
    .select({ venueId: portfolioVenues.venueId, id: portfolios.id, name: portfolios.name })
    .from(portfolioVenues)
    .innerJoin(portfolios, eq(portfolios.id, portfolioVenues.portfolioId))
    .where(and(inArray(portfolioVenues.venueId, ids), isNull(portfolios.archivedAt)));
  const exchanges = new Map((await ctx.venues.describeExchanges()).map((exchange) => [exchange.id, exchange]));

  const unknownOrders = await listUnknownOrders(ctx);
  const answers = await Promise.all(rows.map((row) => queryVenue(ctx, row)));
  const currency = settings?.baseCurrency ?? "USDT";
  const suspects = await loadSuspects(ctx, ids, currency);
  const suspectsAt = (row: VenueRow) => suspects.get(row.id) ?? NO_SUSPECTS;
  const counted = answers.map((answer) =>
    answer.problem === null
      ? { ...answer, balances: countAsConfirmed(answer.balances, suspectsAt(answer.row)) }
      : answer,
  );
  const pricesFor = await priceHeld(counted, currency, ctx.now());
  const divisions = await viewDivisions(
    ctx,
    answers.map(({ row, balances, problem }) => ({ venueId: row.id, balances: problem === null ? balances : null })),
  );
  const noteOf = new Map(notes.map((note) => [`${note.venueId} ${note.asset}`, note.note]));
  return counted.map((answer) => ({
    ...describeHealth(
      answer,
      answer.row.exchangeId === null ? undefined : exchanges.get(answer.row.exchangeId),
      ctx.now(),
    ),
    balances: valueHeld(answer, pricesFor(answer.row), {
      suspects: suspectsAt(answer.row),
      noteOf: (asset) => noteOf.get(`${answer.row.id} ${asset}`) ?? null,
    }),
    unknownOrders: unknownOrders.filter((order) => order.venueId === answer.row.id),
    portfolios: uses.filter((use) => use.venueId === answer.row.id).map(({ id, name }) => ({ id, name })),
    division: divisions.get(answer.row.id) ?? null,
  }));
}

type Prices = ReadonlyMap<string, Price>;

/**
 * Real holdings are never valued at simulated prices, nor made-up ones at real prices. What is kept by hand takes
 * real prices as soon as one venue has them.
 */
async function priceHeld(
  answers: readonly VenueAnswer[],
  currency: string,
  now: number,
): Promise<(row: VenueRow) => Prices> {
  const assets = [...new Set(answers.flatMap(({ balances }) => balances.map((balance) => balance.asset)))];
  const pricedBy = (isMadeUp: boolean): Promise<Prices> => {
    const venues = answers.flatMap(({ row, venue }) =>
      venue && row.kind !== "manual" && isSimulated(row) === isMadeUp ? [venue] : [],
    );
    return withTimeout(priceHoldings(venues, assets, currency, now), ANSWER_MS_MAX, "The market").catch(
      () => new Map(),
    );
  };
  const [real, madeUp] = await Promise.all([pricedBy(false), pricedBy(true)]);
  const hasReal = answers.some(({ row }) => row.kind !== "manual" && !isSimulated(row));
  return (row) => (isSimulated(row) || (row.kind === "manual" && !hasReal) ? madeUp : real);
}

function valueHeld(
  { balances }: VenueAnswer,
  prices: Prices,
  { suspects, noteOf }: { suspects: VenueSuspects; noteOf: (asset: string) => string | null },
) {
  return balances
    .filter((balance) => !isZero(balance.total))
    .map(({ asset, total, venueCode }) => {
      const suspect = suspects.prices.get(asset);
      const price = suspect === undefined ? prices.get(asset) : (suspect.counted ?? undefined);
      const valueBase = price === undefined ? null : roundDownToStep(multiply(total, price), "0.00000001");
      const note =
        venueCode === undefined
          ? (labelOfSuspect(asset, suspects) ?? noteOf(asset))
          : `Earning, as ${venueCode}: counted, not traded`;
      return { asset, quantity: decimal(total), valueBase, note };
    })
    .sort((one, other) => Number(other.valueBase ?? 0) - Number(one.valueBase ?? 0));
}

function describeHealth({ row, problem }: VenueAnswer, exchange: ExchangeDescription | undefined, now: number) {
  const config = row.config;
  const since = row.problemSince?.getTime() ?? now;
  const { problem: recorded, problemKind: kind, problemUntil } = row;
  const stored =
    recorded === null
      ? null
      : { message: describeVenueStatement(recorded), since, kind, until: problemUntil?.getTime() ?? null };
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    exchangeId: row.exchangeId,
    exchangeName: exchange?.name ?? row.exchangeId,
    isSimulated: isSimulated(row),
    latencyMs: row.latencyMs,
    // It answered just now, for this very view.
    lastOkAt: problem === null ? now : (row.lastOkAt?.getTime() ?? null),
    problem:
      problem === null
        ? stored
        : {
            message: describeVenueStatement(problem.problem),
            since,
            kind: problem.kind ?? null,
            until: problem.until ?? null,
          },
    permissions: config.permissions ?? null,
    credentialFields: row.kind === "exchange" ? (exchange?.credentialFields ?? []) : [],
  };
}
