/**
 * One case through the replay and back to text: the very functions the screens use. Decimals are rounded half to even
 * at ten places, as the files of cases are; nothing was rounded before.
 */
import { JURISDICTION, matchRules } from "@/lib/engine/ledger/jurisdictions";
import { PLAIN_PERIOD, type RulePeriod } from "@/lib/engine/ledger/jurisdictions/jurisdiction";
import { sumTaxYears, type YearRow } from "@/lib/engine/ledger/jurisdictions/years";
import { type Amount, writeRounded } from "@/lib/engine/ledger/lots/amount";
import { type Day, writeDay } from "@/lib/engine/ledger/lots/calendar";
import type { LedgerEvent } from "@/lib/engine/ledger/lots/event";
import { match } from "@/lib/engine/ledger/lots/match";
import {
  type Disposal,
  type DisposalPart,
  gainOf,
  type MatchProblem,
  type OpenLot,
} from "@/lib/engine/ledger/lots/result";
import type { MatchMethod, MatchRules, SwapSide } from "@/lib/engine/ledger/lots/rules";
import type { LedgerCase } from "@/lib/schemas/ledger-case";

export function runCase(given: LedgerCase) {
  const result = match(given.events.map(readEvent), rulesOf(given));
  return {
    disposals: result.disposals.map(writeDisposal),
    lots: result.lots.map(writeLot),
    years: sumTaxYears(result, JURISDICTION[given.jurisdiction]).map(writeYear),
    errors: result.problems.map(writeProblem),
  };
}

/** A case says for itself what a period of dated rules would say; only the term and a carried fee are the country's. */
function rulesOf({ jurisdiction, base, zone, method, scope, options }: LedgerCase): MatchRules {
  const { periods } = JURISDICTION[jurisdiction];
  const country = periods.at(-1) ?? { ...PLAIN_PERIOD, methods: ["fifo"], from: "1970-01-01", source: [] };
  const [proceeds, cost] = (options.swapValue ?? "received/given").split("/") as [SwapSide, SwapSide];
  const period: RulePeriod = {
    ...country,
    scope,
    swap: options.swap ?? "disposal",
    swapProceeds: proceeds,
    swapCost: cost,
  };
  const { separateBefore: _, ...rest } = period;
  const own = { base, timeZone: zone, method: methodOf(jurisdiction, method), rates: options.rates ?? {} };
  return matchRules(
    options.separateBefore === undefined ? rest : { ...rest, separateBefore: options.separateBefore },
    own,
  );
}

/** Canada's average is its adjusted cost base, with the superficial loss. */
const methodOf = (jurisdiction: LedgerCase["jurisdiction"], method: MatchMethod): MatchMethod =>
  jurisdiction === "CA" && method === "average" ? "pool-ca" : method;

type CaseEvent = LedgerCase["events"][number];

function readEvent(event: CaseEvent): LedgerEvent {
  const { id } = event;
  const at = Date.parse(event.time);
  const fee = "fee" in event && event.fee !== null ? { ...event.fee, isWithheld: event.fee.withheld } : null;
  switch (event.kind) {
    case "buy":
    case "sell":
    case "swap":
      return { ...event, at, fee };
    case "income":
      return { ...event, at, label: event.label ?? null };
    case "deposit":
      return { ...event, at, acquired: event.acquired ?? null };
    case "fee":
    case "withdrawal":
      return { ...event, at };
    case "transfer": {
      const { kind, asset, quantity, received = quantity, from, to } = event;
      const isOwn = fee === null || fee.asset === asset;
      const feeValue = isOwn ? (fee?.value ?? null) : null;
      return { id, at, kind, asset, quantity, received, from, to, feeValue, fee: isOwn ? null : fee };
    }
    case "allocate":
      return { ...event, at };
  }
}

const text = (amount: Amount) => writeRounded(amount, 10);
const dayText = (day: Day | null) => (day === null ? {} : { acquired: writeDay(day) });

function writeDisposal(disposal: Disposal) {
  const { day, asset, quantity, proceeds, fee, cost, events, kind, denied, parts } = disposal;
  return {
    day: writeDay(day),
    asset,
    quantity: text(quantity),
    proceeds: text(proceeds),
    fee: text(fee),
    cost: text(cost),
    gain: text(gainOf(disposal)),
    events,
    kind,
    ...(denied === 0n ? {} : { denied: text(denied) }),
    parts: parts.map(writePart),
  };
}

function writePart(part: DisposalPart) {
  const { lot, rule, acquired, quantity, proceeds, fee, cost, term } = part;
  return {
    ...(lot === null ? {} : { lot }),
    ...(rule === null ? {} : { rule }),
    ...dayText(acquired),
    quantity: text(quantity),
    proceeds: text(proceeds),
    fee: text(fee),
    cost: text(cost),
    gain: text(gainOf(part)),
    term,
  };
}

function writeLot({ lot, asset, wallet, acquired, quantity, cost }: OpenLot) {
  return {
    ...(lot === null ? {} : { lot }),
    asset,
    ...(wallet === null ? {} : { wallet }),
    ...dayText(acquired),
    quantity: text(quantity),
    cost: cost === null ? null : text(cost),
  };
}

function writeYear({ figures, proceeds, income, net, ...rest }: YearRow) {
  const own = Object.entries(figures).map(([name, figure]) => [
    name,
    typeof figure === "bigint" ? text(figure) : figure,
  ]);
  return { ...rest, proceeds: text(proceeds), income: text(income), net: text(net), ...Object.fromEntries(own) };
}

function writeProblem(problem: MatchProblem) {
  const { event, code, asset } = problem;
  switch (problem.code) {
    case "short":
    case "cost-unknown":
      return {
        event,
        code,
        asset,
        ...(problem.wallet === null ? {} : { wallet: problem.wallet }),
        missing: text(problem.missing),
      };
    case "value-unknown":
      return { event, code, asset, missing: text(problem.missing) };
    case "lot-unknown":
      return { event, code, asset, lot: problem.lot, missing: text(problem.missing) };
    case "not-allocated":
      return { event, code, asset, left: text(problem.left) };
    case "unclassified":
    case "portfolio-value-unknown":
      return { event, code, asset };
  }
}
