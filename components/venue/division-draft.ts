/** The figures of the dialog that divides an account: what is typed, what that leaves, what is sent. */
import { add, isDecimal, isNegative, isZero, subtract, sum } from "@/lib/money";
import type { SetAllotmentsInput } from "@/lib/schemas/allotment";
import type { AssetQuantityView, DivisionView, VenueView } from "./types";

export const NOBODY = "";

export interface DivisionDraft {
  kind: "quantity" | "asset";
  /** By portfolio and asset, as typed. */
  quantities: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By asset: whose; NOBODY's while not given. */
  owners: Readonly<Record<string, string>>;
  assets: readonly string[];
}

/** What is so now; of a whole account its one portfolio has it all, of one in conflict nobody has anything. */
export function draftOf(venue: Pick<VenueView, "balances" | "portfolios" | "division">): DivisionDraft {
  const { division, portfolios, balances } = venue;
  const only = portfolios.length === 1 ? portfolios[0] : undefined;
  const whole = division === null ? only?.id : undefined;
  const held = Object.fromEntries(balances.map((row) => [row.asset, row.quantity]));
  const quantities = Object.fromEntries(
    portfolios.map(({ id }) => {
      const part = division?.parts.find((each) => each.portfolioId === id);
      if (id === whole) return [id, held];
      return [id, Object.fromEntries(part?.balances.map((row) => [row.asset, row.quantity]) ?? [])];
    }),
  );
  const named = division?.parts.flatMap((part) => part.assets) ?? [];
  const assets = [...new Set([...balances.map((row) => row.asset), ...named])];
  const owners = Object.fromEntries(
    assets.map((asset) => [
      asset,
      division?.parts.find((part) => part.assets.includes(asset))?.portfolioId ?? whole ?? NOBODY,
    ]),
  );
  return { kind: division?.kind === "asset" ? "asset" : "quantity", quantities, owners, assets };
}

/** What the parts leave of an asset, negative where they are too much; null while a figure cannot be read. */
export function restOf(
  venue: Pick<VenueView, "balances" | "portfolios">,
  draft: DivisionDraft,
  asset: string,
): string | null {
  let rest = venue.balances.find((row) => row.asset === asset)?.quantity ?? "0";
  for (const { id } of venue.portfolios) {
    const typed = draft.quantities[id]?.[asset] || "0";
    if (!isDecimal(typed) || isNegative(typed)) return null;
    rest = subtract(rest, typed);
  }
  return add(rest, "0");
}

/** All parts and what is nobody's, an asset a row: what the account holds. */
export function togetherOf({ parts, notAllotted }: DivisionView): readonly AssetQuantityView[] {
  const rows = Map.groupBy([...parts.flatMap((part) => part.balances), ...notAllotted], (row) => row.asset);
  return [...rows].map(([asset, all]) => ({ asset, quantity: sum(all.map((row) => row.quantity)) }));
}

export function isPossible(venue: Pick<VenueView, "balances" | "portfolios">, draft: DivisionDraft): boolean {
  if (draft.kind === "asset") return true;
  return draft.assets.every((asset) => {
    const rest = restOf(venue, draft, asset);
    return rest !== null && !isNegative(rest);
  });
}

export function divisionOf(
  { portfolios }: Pick<VenueView, "portfolios">,
  draft: DivisionDraft,
): SetAllotmentsInput["division"] {
  if (draft.kind === "asset")
    return {
      kind: "asset",
      parts: portfolios.map(({ id }) => ({
        portfolioId: id,
        assets: draft.assets.filter((asset) => draft.owners[asset] === id),
      })),
    };
  return {
    kind: "quantity",
    parts: portfolios.map(({ id }) => ({
      portfolioId: id,
      balances: Object.entries(draft.quantities[id] ?? {})
        .map(([asset, typed]) => ({ asset, quantity: typed || "0" }))
        .filter((row) => !isZero(row.quantity)),
    })),
  };
}
