import { and, desc, eq, inArray, like, sql } from "drizzle-orm";
import { auditEntries, portfolios, rebalances, users } from "@/drizzle/schema";
import type { AuditFact } from "@/lib/engine/model";
import { describeAudit, titleOfRebalance } from "@/lib/format";
import type { ListActivityInput } from "@/lib/schemas/account";
import { isMachine, MACHINES, ownerIdOf, type ServiceContext } from "../context";
import { isAfterCursor, writeCursor } from "../cursor";
import { hrefOf } from "./href-of";
import type { ActivityView } from "./types";

const PAGE_SIZE = 60;

/** The audit trail, newest first. `action` is a noun ("rebalance") or one action ("rebalance.approve"). */
export async function listActivity(ctx: ServiceContext, input: ListActivityInput): Promise<ActivityView> {
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.ownerId, ownerIdOf(ctx)),
        input.portfolioId === undefined ? undefined : eq(auditEntries.portfolioId, input.portfolioId),
        input.action === undefined ? undefined : byAction(input.action),
        isAfterCursor({ at: auditEntries.createdAt, id: auditEntries.id }, input.cursor),
      ),
    )
    .orderBy(desc(auditEntries.createdAt), desc(auditEntries.id))
    .limit(PAGE_SIZE + 1);

  const page = rows.slice(0, PAGE_SIZE);
  const portfolioOf = await portfoliosOf(ctx, page);
  const nameOfActor = await actorNames(ctx, page);
  const titleOf = await rebalanceTitles(ctx, page);
  const last = page.at(-1);
  return {
    entries: page.map((row) => {
      const portfolio = portfolioOf.get(row.portfolioId ?? "") ?? null;
      return {
        id: row.id,
        at: row.createdAt.getTime(),
        actor: nameOfActor(row.actor),
        action: row.action,
        summary: row.summary ?? describeAudit(factOf(row), titleOf(row.subjectId)),
        href: hrefOf(row, portfolio),
        portfolioName: portfolio?.name ?? null,
      };
    }),
    nextCursor: last && rows.length > PAGE_SIZE ? writeCursor(last.createdAt, last.id) : null,
  };
}

const byAction = (action: string) =>
  action.includes(".") ? sql`${auditEntries.action} = ${action}` : like(auditEntries.action, `${action}.%`);

type AuditRow = typeof auditEntries.$inferSelect;

// Written by recordAudit, which takes them apart, and by nothing else.
const factOf = ({ action, detail }: AuditRow) => ({ action, ...detail }) as AuditFact;

/** Rebalances are named by what they trade; of one that is gone nothing can be said. */
async function rebalanceTitles(ctx: ServiceContext, rows: readonly AuditRow[]): Promise<(id: string | null) => string> {
  const ids = rows.flatMap((row) =>
    row.subjectKind === "rebalance" && row.summary === null ? (row.subjectId ?? []) : [],
  );
  const found =
    ids.length === 0
      ? []
      : await ctx.db
          .select({ id: rebalances.id, plan: rebalances.plan, reasons: rebalances.reasons })
          .from(rebalances)
          .where(inArray(rebalances.id, [...new Set(ids)]));
  const titles = new Map(found.map(({ id, plan, reasons }) => [id, titleOfRebalance(plan, reasons)]));
  return (id) => titles.get(id ?? "") ?? "a rebalance";
}

async function portfoliosOf(
  ctx: ServiceContext,
  rows: readonly AuditRow[],
): Promise<ReadonlyMap<string, { name: string; isArchived: boolean }>> {
  const ids = [...new Set(rows.flatMap((row) => row.portfolioId ?? []))];
  if (ids.length === 0) return new Map();
  const found = await ctx.db
    .select({ id: portfolios.id, name: portfolios.name, archivedAt: portfolios.archivedAt })
    .from(portfolios)
    .where(and(eq(portfolios.ownerId, ownerIdOf(ctx)), inArray(portfolios.id, ids)));
  return new Map(found.map(({ id, name, archivedAt }) => [id, { name, isArchived: archivedAt !== null }]));
}

async function actorNames(ctx: ServiceContext, rows: readonly AuditRow[]): Promise<(actor: string) => string> {
  const people = [...new Set(rows.map((row) => row.actor))].filter((actor) => !isMachine(actor));
  const found =
    people.length === 0
      ? []
      : await ctx.db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, people));
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return (actor) => (isMachine(actor) ? MACHINES[actor] : (names.get(actor) ?? MACHINES.worker));
}
