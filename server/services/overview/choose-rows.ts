/** Which portfolios a list shows, in which order (pure). By money in one currency; what is not known comes last. */
import type { PortfolioState } from "@/lib/engine/model";
import { PORTFOLIO_STATES } from "@/lib/engine/model";
import { compare } from "@/lib/money";
import { type ListPortfoliosInput, PORTFOLIOS_PER_PAGE, type PortfolioSort } from "@/lib/schemas/overview";
import type { IndexRow } from "./load-index";
import type { Converted } from "./total";

export interface Listed extends Pick<IndexRow, "id" | "name" | "mode" | "venueIds" | "portfolioDrift"> {
  state: PortfolioState;
  /** null: no price leads to the list's currency. */
  converted: Converted | null;
}

export interface Chosen<T> {
  rows: readonly T[];
  /** Of all pages. */
  count: number;
  page: number;
  pageCount: number;
}

export function chooseRows<T extends Listed>(all: readonly T[], input: ListPortfoliosInput): Chosen<T> {
  const found = all.filter((row) => matches(row, input));
  const sort = input.sort ?? "value";
  const way = input.isReversed ? -1 : 1;
  const sorted = found.toSorted(
    (one, other) => order(one, other, sort, way) || (one.name < other.name ? -1 : 1) || (one.id < other.id ? -1 : 1),
  );
  const pageCount = Math.max(1, Math.ceil(sorted.length / PORTFOLIOS_PER_PAGE));
  const page = Math.min(input.page ?? 1, pageCount);
  const first = (page - 1) * PORTFOLIOS_PER_PAGE;
  return { rows: sorted.slice(first, first + PORTFOLIOS_PER_PAGE), count: sorted.length, page, pageCount };
}

function matches(row: Listed, { search, state, mode, venueId }: ListPortfoliosInput): boolean {
  return (
    (search === undefined || row.name.toLowerCase().includes(search.toLowerCase())) &&
    (state === undefined || row.state === state) &&
    (mode === undefined || row.mode === mode) &&
    (venueId === undefined || row.venueIds.includes(venueId))
  );
}

/** The largest first, names from A; `way` -1 turns that round, and leaves what is not known at the end. */
function order(one: Listed, other: Listed, sort: PortfolioSort, way: 1 | -1): number {
  switch (sort) {
    case "value":
      return byFigure(one.converted?.value ?? null, other.converted?.value ?? null, way);
    case "change":
      return byFigure(one.converted?.dayChange?.value ?? null, other.converted?.dayChange?.value ?? null, way);
    case "drift":
      return byFigure(textOf(one.portfolioDrift), textOf(other.portfolioDrift), way);
    case "state":
      return (PORTFOLIO_STATES.indexOf(one.state) - PORTFOLIO_STATES.indexOf(other.state)) * way;
    case "name":
      return one.name.localeCompare(other.name, "en") * way;
  }
}

const textOf = (drift: number | null) => (drift === null ? null : drift.toFixed(12));

function byFigure(one: string | null, other: string | null, way: 1 | -1): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return compare(other, one) * way;
}
