/**
 * How a list of portfolios is searched, filtered and sorted. It stands in the address, where people edit it: what is not
 * understood there is left out, and the list is shown without it.
 */
import { z } from "zod";
import { PORTFOLIO_MODES, PORTFOLIO_STATES } from "@/lib/engine/model";
import { Id } from "./common";
import { RANGES } from "./series-range";

export const PORTFOLIO_SORTS = ["value", "change", "drift", "state", "name"] as const;
export type PortfolioSort = (typeof PORTFOLIO_SORTS)[number];

/** Rows of one page: forty portfolios fit on one. */
export const PORTFOLIOS_PER_PAGE = 50;

export const ListPortfoliosInput = z.object({
  search: z.string().trim().max(80).optional(),
  state: z.enum(PORTFOLIO_STATES).optional(),
  mode: z.enum(PORTFOLIO_MODES).optional(),
  venueId: Id.optional(),
  sort: z.enum(PORTFOLIO_SORTS).optional(),
  isReversed: z.boolean().optional(),
  /** From 1; beyond the last it is the last. */
  page: z.number().int().min(1).max(100_000).optional(),
});
export type ListPortfoliosInput = z.infer<typeof ListPortfoliosInput>;

const Address = z.object({
  q: ListPortfoliosInput.shape.search.catch(undefined),
  state: ListPortfoliosInput.shape.state.catch(undefined),
  mode: ListPortfoliosInput.shape.mode.catch(undefined),
  venue: Id.optional().catch(undefined),
  sort: z
    .templateLiteral([z.enum(["", "-"]), z.enum(PORTFOLIO_SORTS)])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
});

/** `?q=core&state=waits&sort=-drift&page=2`; a minus turns the order round. */
export function readPortfolioAddress(search: Readonly<Record<string, unknown>>): ListPortfoliosInput {
  const { q, venue, sort, ...rest } = Address.parse(search);
  const isReversed = sort?.startsWith("-");
  const key = PORTFOLIO_SORTS.find((each) => each === sort?.replace("-", ""));
  return { ...rest, ...(q && { search: q }), ...(venue && { venueId: venue }), ...(key && { sort: key, isReversed }) };
}

export const TotalSeriesInput = z.object({ range: z.enum(RANGES) });
export type TotalSeriesInput = z.infer<typeof TotalSeriesInput>;
