import { dayChange } from "@/lib/engine/performance/day-change";
import { describePartial } from "@/lib/format";
import { decimal, type Notional } from "@/lib/money";
import { nextCheckAt } from "../occurrence/due";
import type { UnknownOrderView } from "../order/types";
import { isSimulated } from "../snapshot/origin";
import type { VenueRow } from "../venue/get";
import { chooseEvenly, indexAtOrAfter } from "./choose-points";
import type { PortfolioFacts } from "./load-facts";
import { statusOf } from "./status";
import type { PortfolioCard, PortfolioMode } from "./types";
import type { ValueHistory } from "./value-series";

const DAY_MS = 86_400_000;
const SPARK_POINTS = 60;

export function modeOf(venues: readonly VenueRow[]): PortfolioMode {
  if (venues.some((venue) => venue.kind === "exchange")) return "live";
  const papers = venues.filter((venue) => venue.kind === "paper");
  if (papers.length === 0) return "manual";
  return papers.some(isSimulated) ? "paper-simulated" : "paper-live-prices";
}

export function latestValue({ lastCheck, history }: PortfolioFacts): Notional | null {
  const at = history.at.at(-1);
  const point = at === undefined ? null : { at, value: decimal<Notional>(history.value.at(-1)!) };
  return newerValue(point, lastCheck && { at: lastCheck.at, value: lastCheck.decision.value });
}

/** The value of the last check, as exact as the decision stores it; the series has the exact ones. */
export function newerValue(
  point: { at: number; value: Notional } | null,
  check: { at: number; value: number } | null,
): Notional | null {
  if (point !== null && (check === null || point.at >= check.at)) return point.value;
  return check === null ? null : decimal<Notional>(check.value.toFixed(8));
}

export interface CardFacts {
  flowsLastDay: readonly Notional[];
  /** Of all the owner's portfolios. */
  unknownOrders: readonly UnknownOrderView[];
}

export function cardOf(facts: PortfolioFacts, { flowsLastDay, unknownOrders }: CardFacts, now: number): PortfolioCard {
  const { portfolio, policy, history, lastCheck } = facts;
  const value = latestValue(facts);
  return {
    id: portfolio.id,
    name: portfolio.name,
    mode: modeOf(facts.venues),
    baseCurrency: portfolio.baseCurrency,
    value,
    partial: lastCheck === null ? null : describePartial(lastCheck.decision),
    dayChange: value === null ? null : dayChange(aroundYesterday(history, now), value, now, flowsLastDay),
    portfolioDrift: lastCheck?.decision.portfolioDrift ?? null,
    autonomy: policy.autonomy,
    status: statusOf(facts, now),
    lastCheckAt: lastCheck?.at ?? null,
    nextCheckAt: nextCheckAt(policy, now),
    spark: sparkOf(history, now),
    unknownOrders: unknownOrders.filter((order) => order.portfolioId === portfolio.id),
    venues: facts.venues.map(({ id, name, kind }) => ({ id, name, kind })),
  };
}

/** The few points around this time yesterday: all that the day's change needs. */
function aroundYesterday(history: ValueHistory, now: number): { at: number; value: Notional }[] {
  const first = Math.max(indexAtOrAfter(history.at, now - DAY_MS) - 1, 0);
  return history.at.slice(first, first + 6).map((at, offset) => ({
    at,
    value: decimal<Notional>(history.value[first + offset]!),
  }));
}

function sparkOf(history: ValueHistory, now: number): string[] {
  const first = indexAtOrAfter(history.at, now - 30 * DAY_MS);
  return chooseEvenly(first, history.at.length, SPARK_POINTS).map((index) => history.value[index]!);
}
