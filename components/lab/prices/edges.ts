/**
 * Prices that begin late or end early, and what a run is to make of them. By default it covers the days all assets have;
 * else a late one starts when it starts, and one that ended is sold or worth nothing, by the simulator's own options.
 */
import type { LabCosts } from "@/lib/schemas/lab-spec";
import type { AssetSpan } from "./read-prices";

export const EDGE_CHOICES = ["common", "late", "sell", "write-off"] as const;
export type EdgeChoice = (typeof EDGE_CHOICES)[number];

export type EdgeTerms = Pick<LabCosts, "isLateStart" | "delisted">;

export interface PriceEdges {
  late: readonly AssetSpan[];
  ended: readonly AssetSpan[];
}

/** `since`: how far back a run goes; who begins before it is not late. */
export function priceEdges(spans: readonly AssetSpan[], since = Number.NEGATIVE_INFINITY): PriceEdges {
  const first = Math.max(since, Math.min(...spans.map(({ firstAt }) => firstAt)));
  const last = Math.max(...spans.map(({ lastAt }) => lastAt));
  return { late: spans.filter(({ firstAt }) => firstAt > first), ended: spans.filter(({ lastAt }) => lastAt < last) };
}

export const edgeChoice = ({ isLateStart, delisted }: EdgeTerms): EdgeChoice =>
  delisted ?? (isLateStart ? "late" : "common");

export function edgeTerms(choice: EdgeChoice): EdgeTerms {
  switch (choice) {
    case "common":
      return { isLateStart: undefined, delisted: undefined };
    case "late":
      return { isLateStart: true, delisted: undefined };
    case "sell":
    case "write-off":
      return { isLateStart: true, delisted: choice };
  }
}

/** Those that mean something where these prices begin and end, and the one chosen. */
export function edgeChoices({ late, ended }: PriceEdges, chosen: EdgeChoice): readonly EdgeChoice[] {
  const isOffered: Readonly<Record<EdgeChoice, boolean>> = {
    common: true,
    late: late.length > 0,
    sell: ended.length > 0,
    "write-off": ended.length > 0,
  };
  return EDGE_CHOICES.filter((choice) => isOffered[choice] || choice === chosen);
}
