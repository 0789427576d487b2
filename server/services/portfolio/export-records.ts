/**
 * Everything an archived portfolio leaves behind, as one JSON file: what its owner keeps before it is deleted. Exact
 * figures as decimal strings, instants in ISO 8601, in the order in which things happened; the same records make the same
 * text, so that its hash (`receipt`) says whether what is deleted is what was exported.
 */
import { createHash } from "node:crypto";
import { asc, eq, inArray } from "drizzle-orm";
import { fills, orders, policyVersions, postings, rebalances, valuations } from "@/drizzle/schema";
import { negate } from "@/lib/money";
import type { Database, Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { fileNameOf } from "./file-name";
import { getArchivedPortfolio, type PortfolioRow, venuesOfPortfolio } from "./get-owned";

export interface ExportedRecords {
  filename: string;
  json: string;
  receipt: string;
}

export async function exportRecords(
  ctx: Pick<ServiceContext, "actor"> & { db: Database | Transaction },
  portfolioId: string,
): Promise<ExportedRecords> {
  const portfolio = await getArchivedPortfolio(ctx, portfolioId);
  const json = `${JSON.stringify(await readRecords(ctx.db, portfolio), null, 1)}\n`;
  return {
    filename: `${fileNameOf(portfolio.name)}-records.json`,
    json,
    receipt: createHash("sha256").update(json).digest("hex"),
  };
}

async function readRecords(db: Database | Transaction, portfolio: PortfolioRow) {
  const { id, name, baseCurrency, createdAt, archivedAt } = portfolio;
  const ofPortfolio = { policies: eq(policyVersions.portfolioId, id), runs: eq(rebalances.portfolioId, id) };
  const policies = await db
    .select()
    .from(policyVersions)
    .where(ofPortfolio.policies)
    .orderBy(asc(policyVersions.version));
  const runs = await db
    .select({
      id: rebalances.id,
      state: rebalances.state,
      origin: rebalances.origin,
      policyVersion: rebalances.policyVersion,
      reasons: rebalances.reasons,
      plan: rebalances.plan,
      proposedAt: rebalances.proposedAt,
      approvedAt: rebalances.approvedAt,
      approvedBy: rebalances.approvedBy,
      startedAt: rebalances.startedAt,
      finishedAt: rebalances.finishedAt,
      outcome: rebalances.outcome,
      achieved: rebalances.achieved,
      differences: rebalances.differences,
    })
    .from(rebalances)
    .where(ofPortfolio.runs)
    .orderBy(asc(rebalances.proposedAt), asc(rebalances.id));
  const placed = await db
    .select({ order: orders })
    .from(orders)
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .where(ofPortfolio.runs)
    .orderBy(asc(orders.createdAt), asc(orders.id));
  const filled = await db
    .select({ fill: fills })
    .from(fills)
    .where(
      inArray(
        fills.orderId,
        db
          .select({ id: orders.id })
          .from(orders)
          .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
          .where(ofPortfolio.runs),
      ),
    )
    .orderBy(asc(fills.at), asc(fills.id));
  const lines = await db
    .select()
    .from(postings)
    .where(eq(postings.portfolioId, id))
    .orderBy(asc(postings.at), asc(postings.id));
  const points = await db
    .select({
      at: valuations.at,
      value: valuations.value,
      holdValue: valuations.holdValue,
      drift: valuations.portfolioDrift,
    })
    .from(valuations)
    .where(eq(valuations.portfolioId, id))
    .orderBy(asc(valuations.at));
  const venues = await venuesOfPortfolio(db, id);
  return {
    format: "evenkeel-portfolio-records",
    version: 1,
    portfolio: {
      id,
      name,
      baseCurrency,
      createdAt,
      archivedAt,
      venues: venues.map((venue) => ({ id: venue.id, name: venue.name, kind: venue.kind })),
    },
    policyVersions: policies.map(({ version, createdAt: at, note, policy }) => ({ version, at, note, policy })),
    rebalances: runs,
    orders: placed.map(({ order }) => order),
    fills: filled.map(({ fill }) => fill),
    cashFlows: lines
      .filter((line) => line.account.startsWith("flow:"))
      // A flow's own line is negative for what came in.
      .map(({ at, account, asset, quantity }) => ({ at, kind: account.slice(5), asset, quantity: negate(quantity) })),
    ledger: lines.map(({ at, entryId, account, asset, quantity, fillId }) => {
      return { at, entryId, account, asset, quantity, fillId };
    }),
    valueSeries: points,
  };
}
