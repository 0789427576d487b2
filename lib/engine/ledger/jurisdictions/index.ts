/** Every jurisdiction by its code, and what each asks of a replay and of a year. */
import type { MatchMethod, MatchRules } from "@/lib/engine/ledger/lots/rules";
import { AUSTRALIA, CANADA, GENERIC, JAPAN, NETHERLANDS, SPAIN, SWITZERLAND } from "./by-income";
import { AUSTRIA, BELGIUM, FRANCE, INDIA, IRELAND, ITALY, PORTUGAL } from "./flat-rates";
import { GERMANY } from "./germany";
import type { Jurisdiction, JurisdictionCode, RulePeriod } from "./jurisdiction";
import { UNITED_KINGDOM } from "./united-kingdom";
import { UNITED_STATES } from "./united-states";

export const JURISDICTION: Readonly<Record<JurisdictionCode, Jurisdiction>> = {
  US: UNITED_STATES,
  UK: UNITED_KINGDOM,
  DE: GERMANY,
  AT: AUSTRIA,
  FR: FRANCE,
  CA: CANADA,
  AU: AUSTRALIA,
  JP: JAPAN,
  ES: SPAIN,
  IT: ITALY,
  PT: PORTUGAL,
  IN: INDIA,
  BE: BELGIUM,
  IE: IRELAND,
  NL: NETHERLANDS,
  CH: SWITZERLAND,
  generic: GENERIC,
};

/** What a replay needs, of a period and of what the owner chose. */
export function matchRules(
  period: RulePeriod,
  own: { base: string; timeZone: string; method?: MatchMethod; rates?: MatchRules["rates"] },
): MatchRules {
  const { scope, swap, swapProceeds, swapCost, carriedFee, term, whenLong, separateBefore = null } = period;
  const method = own.method ?? period.methods[0];
  const { base, timeZone, rates = {} } = own;
  return {
    base,
    timeZone,
    method,
    scope,
    swap,
    swapProceeds,
    swapCost,
    carriedFee,
    term,
    whenLong,
    separateBefore,
    rates,
  };
}
