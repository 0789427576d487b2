/**
 * Tax rules are dated data: each period says which methods it allows, where lots are looked for, what a swap is, and how
 * sure that is. A year past the newest rule uses it and is marked `assumed`. Tax in money comes only from flat rates;
 * where rates depend on the owner's income, he types his own. Facts and sources: read in November 2026, no advice.
 */
import type { Amount } from "@/lib/engine/ledger/lots/amount";
import type { Disposal, Income } from "@/lib/engine/ledger/lots/result";
import type { MatchMethod, MatchRules } from "@/lib/engine/ledger/lots/rules";

export const JURISDICTIONS = [
  "US",
  "UK",
  "DE",
  "AT",
  "FR",
  "CA",
  "AU",
  "JP",
  "ES",
  "IT",
  "PT",
  "IN",
  "BE",
  "IE",
  "NL",
  "CH",
  "generic",
] as const;
export type JurisdictionCode = (typeof JURISDICTIONS)[number];

/** How sure a rule is: law in force, a court's view, announced, or carried on from the last known year. */
export type RuleStatus = "enacted" | "court" | "announced" | "assumed";

export interface RulePeriod extends Omit<MatchRules, "base" | "timeZone" | "method" | "rates" | "separateBefore"> {
  /** First and last day it holds, "2025-01-01"; null: without end. */
  from: string;
  to: string | null;
  /** Allowed methods, the default first. */
  methods: readonly [MatchMethod, ...MatchMethod[]];
  separateBefore?: string;
  status: RuleStatus;
  source: readonly string[];
}

/** What happened in one tax year. */
export interface TaxYear {
  /** Calendar year the tax year starts in. */
  startYear: number;
  label: string;
  disposals: readonly Disposal[];
  income: readonly Income[];
}

/** Figures of a year beyond the common ones, in the order they are shown. */
export type YearFigures = Readonly<Record<string, Amount | boolean>>;

export interface Jurisdiction {
  code: JurisdictionCode;
  currency: string;
  timeZone: string;
  /** First month and day of the tax year. */
  yearStart: { month: number; date: number };
  /** "2024", "2024/25" or "2024-25". */
  yearLabel: "calendar" | "slash" | "dash";
  /** Oldest first. Empty where gains are not taxed. */
  periods: readonly RulePeriod[];
  /** One entry a year, in the order given: losses carried forward go from one to the next. */
  sumYears(years: readonly TaxYear[]): readonly YearFigures[];
}

/** The common case of a period: a swap is a disposal at the value of what is received; time held makes no difference. */
export const PLAIN_PERIOD = {
  to: null,
  scope: "wallet",
  swap: "disposal",
  swapProceeds: "received",
  swapCost: "given",
  carriedFee: "joins-cost",
  term: "none",
  whenLong: "long",
  status: "enacted",
} as const satisfies Partial<RulePeriod>;
