/** One page of the list of portfolios: chosen by the index of all, shown by what is read for these alone. */
import { type PortfolioState, type TargetDrift, targetMembers } from "@/lib/engine/model";
import { describePartial } from "@/lib/format";
import { targetDisplayName } from "@/lib/format/names";
import type { PortfolioFacts } from "../portfolio/load-facts";
import { statusOf } from "../portfolio/status";
import type { Chosen, Listed } from "./choose-rows";
import type { IndexRow } from "./load-index";
import type { LoadedTotal } from "./load-total";
import { stateOf } from "./state-of";
import { convert } from "./total";
import type { PortfolioListRow, PortfolioListView } from "./types";

export type ListedRow = Listed & IndexRow;

export function listedRows({ index, prices, total }: LoadedTotal, now: number): readonly ListedRow[] {
  return index.rows.map((row) => ({
    ...row,
    state: stateOf(row, now),
    converted: convert(row, prices, total.currency),
  }));
}

export const countStates = (rows: readonly ListedRow[]): Partial<Record<PortfolioState, number>> =>
  Object.fromEntries([...Map.groupBy(rows, (row) => row.state)].map(([state, own]) => [state, own.length]));

export function listView(
  all: readonly ListedRow[],
  chosen: Chosen<ListedRow>,
  { index, total }: LoadedTotal,
  factsOf: ReadonlyMap<string, PortfolioFacts>,
  now: number,
): PortfolioListView {
  const used = new Set(all.flatMap((row) => row.venueIds));
  return {
    currency: total.currency,
    rows: chosen.rows.flatMap((row) => {
      const facts = factsOf.get(row.id);
      return facts ? rowView(row, facts, total.currency, now) : [];
    }),
    count: chosen.count,
    page: chosen.page,
    pageCount: chosen.pageCount,
    venues: index.venues.filter((venue) => used.has(venue.id)).map(({ id, name }) => ({ id, name })),
    modes: [...new Set(all.map((row) => row.mode))],
  };
}

function rowView(row: ListedRow, facts: PortfolioFacts, currency: string, now: number): PortfolioListRow {
  const { converted } = row;
  return {
    id: row.id,
    name: row.name,
    mode: row.mode,
    autonomy: row.autonomy,
    venues: facts.venues.map(({ id, name }) => ({ id, name })),
    state: row.state,
    status: statusOf(facts, now),
    currency: converted ? currency : row.baseCurrency,
    value: converted ? converted.value : row.value,
    dayChange: converted ? converted.dayChange : row.dayChange,
    partial: facts.lastCheck && describePartial(facts.lastCheck.decision),
    portfolioDrift: row.portfolioDrift,
    farthest: farthestOf(facts),
    lastCheckAt: row.lastCheck?.at ?? null,
  };
}

/** In bands: a target of 5 % that is 2 pp off is farther than one of 50 % that is 3 pp off, if its band is narrower. */
function farthestOf({ lastCheck, policy }: PortfolioFacts): PortfolioListRow["farthest"] {
  const cash = new Set<string>([policy.quoteAsset]);
  const isCash = (row: TargetDrift) => row.members.length > 0 && row.members.every((member) => cash.has(member));
  const targeted = new Set(policy.targets.flatMap(targetMembers));
  const rows = lastCheck?.decision.drifts.filter(
    (row) => row.target > 0 || row.members.some((each) => targeted.has(each)),
  );
  // Cash is far from its target because the others are: it is named where nothing else is there.
  const named = rows?.filter((row) => !isCash(row)) ?? [];
  const candidates = named.length > 0 ? named : (rows ?? []);
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  const inBands = ({ drift, band }: TargetDrift) => Math.abs(drift) / Math.max(band, 1e-6);
  const { name, weight, target, drift, band, isOutside, key } = others.reduce(
    (best, row) => (inBands(row) > inBands(best) ? row : best),
    first,
  );
  return { name: targetDisplayName({ key, name }), weight, target, drift, band, isOutside };
}
