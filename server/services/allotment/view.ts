/** How the owner's accounts are divided, for the venues screen: each part, what is nobody's, what is missing. */
import { type AccountBalance, divideAccount } from "@/lib/engine/ledger/divide-account";
import type { ServiceContext } from "../context";
import { hasFreshFills } from "../evaluation/find-cash-flows";
import { type AccountUser, isInConflict, loadDivision, loadUsers } from "./load";
import type { DivisionView } from "./types";

export interface Account {
  venueId: string;
  /** Of the whole account; null: not known now. */
  balances: readonly AccountBalance[] | null;
}

/** By venue; null for an account that is one portfolio's, or nobody's. */
export async function viewDivisions(
  ctx: Pick<ServiceContext, "db" | "now">,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, DivisionView | null>> {
  const users = await loadUsers(
    ctx.db,
    accounts.map((account) => account.venueId),
  );
  const views = new Map<string, DivisionView | null>();
  for (const { venueId, balances } of accounts)
    views.set(venueId, await viewDivision(ctx, venueId, balances, users.get(venueId) ?? []));
  return views;
}

async function viewDivision(
  ctx: Pick<ServiceContext, "db" | "now">,
  venueId: string,
  balances: readonly AccountBalance[] | null,
  users: readonly AccountUser[],
): Promise<DivisionView | null> {
  const named = users.map(({ portfolioId, name, allotment }) => ({
    portfolioId,
    portfolioName: name,
    assets: allotment?.assets ?? [],
  }));
  if (isInConflict(users))
    return {
      kind: "conflict",
      isKnown: balances !== null,
      isSettling: false,
      parts: named.map((part) => ({ ...part, balances: [], missing: [], overdrawn: [] })),
      notAllotted: [],
    };
  const division = await loadDivision(ctx.db, venueId, users);
  if (division === null) return null;
  const { parts, notAllotted } = divideAccount(balances ?? [], division);
  return {
    kind: division.kind,
    isKnown: balances !== null,
    isSettling: await hasFreshFills(ctx.db, [venueId], ctx.now()),
    parts: named.map((row) => {
      const part = parts.find((each) => each.portfolioId === row.portfolioId);
      if (!part || balances === null) return { ...row, balances: [], missing: [], overdrawn: [] };
      return { ...row, balances: part.balances.map(toRow), missing: part.missing, overdrawn: part.overdrawn };
    }),
    notAllotted: balances === null ? [] : notAllotted.map(toRow),
  };
}

const toRow = ({ asset, total }: AccountBalance) => ({ asset, quantity: total });
