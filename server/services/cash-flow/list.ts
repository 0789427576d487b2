import { and, desc, eq, inArray, like } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { postings, venues } from "@/drizzle/schema";
import { assetName } from "@/lib/format";
import { absolute, isNegative, negate } from "@/lib/money";
import type { ListCashFlowsInput } from "@/lib/schemas/history";
import type { ServiceContext } from "../context";
import { isAfterCursor, writeCursor } from "../cursor";
import { FLOW_ACCOUNTS } from "../evaluation/record-cash-flows";
import { isInPeriod } from "../period";
import { getOwnedPortfolio } from "../portfolio/get-owned";
import { readerOf } from "../portfolio/reader";
import { valueFlowsThen } from "./flow-prices";
import type { CashFlowRow } from "./types";

const PAGE_SIZE = 50;

/** What came in and went out, newest first. */
export async function listCashFlows(
  ctx: ServiceContext,
  input: ListCashFlowsInput,
): Promise<{ rows: readonly CashFlowRow[]; nextCursor: string | null }> {
  const found = await findFlows(ctx, input, PAGE_SIZE + 1);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return { rows, nextCursor: last && found.length > PAGE_SIZE ? writeCursor(new Date(last.at), last.id) : null };
}

/** All of them, for a file. */
export const allCashFlows = (ctx: ServiceContext, input: Omit<ListCashFlowsInput, "cursor">) => findFlows(ctx, input);

async function findFlows(
  ctx: ServiceContext,
  { portfolioId, period, asset, state, cursor }: ListCashFlowsInput,
  countMax?: number,
): Promise<readonly CashFlowRow[]> {
  const portfolio = await getOwnedPortfolio(ctx, portfolioId);
  const { timeZone } = await readerOf(ctx);
  // The other line of the entry: where it came to.
  const counter = alias(postings, "counter");
  const found = ctx.db
    .select({
      id: postings.id,
      at: postings.at,
      account: postings.account,
      asset: postings.asset,
      quantity: postings.quantity,
      counter: counter.account,
    })
    .from(postings)
    .leftJoin(
      counter,
      and(
        eq(counter.entryId, postings.entryId),
        eq(counter.portfolioId, postings.portfolioId),
        like(counter.account, "venue:%"),
      ),
    )
    .where(
      and(
        eq(postings.portfolioId, portfolioId),
        inArray(postings.account, state === undefined ? [...FLOW_ACCOUNTS] : [`flow:${state}`]),
        asset === undefined ? undefined : eq(postings.asset, asset),
        isInPeriod(postings.at, period, timeZone),
        isAfterCursor({ at: postings.at, id: postings.id }, cursor),
      ),
    )
    .orderBy(desc(postings.at), desc(postings.id));
  const rows = await (countMax === undefined ? found : found.limit(countMax));
  // A flow's own line is negative for what came in.
  const flows = rows.map((row) => ({ ...row, at: row.at.getTime(), quantity: negate(row.quantity) }));
  const values = await valueFlowsThen(ctx.db, portfolio, flows);
  const names = await venueNames(ctx, portfolio.ownerId);
  return flows.map(({ id, at, asset: code, quantity, counter: account }, place) => {
    const value = values[place] ?? null;
    return {
      id,
      at,
      kind: isNegative(quantity) ? "withdrawal" : "deposit",
      asset: code,
      name: assetName(code),
      quantity: absolute(quantity),
      value: value === null ? null : absolute(value),
      venueName: names.get(account?.slice("venue:".length) ?? "") ?? null,
    };
  });
}

async function venueNames({ db }: ServiceContext, ownerId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select({ id: venues.id, name: venues.name }).from(venues).where(eq(venues.ownerId, ownerId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
