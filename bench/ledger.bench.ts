/**
 * Lots and disposals of 100,000 fills under HIFO, and of a million postings (two an event) under FIFO. Processor time of one core, as
 * the machine may be busy; a price walk that neither rises nor falls for long, so that old lots stay open.
 */

import { seededRandom } from "@/lib/engine/backtest/sweep/seeded-random";
import { matchRules } from "@/lib/engine/ledger/jurisdictions";
import { UNITED_STATES } from "@/lib/engine/ledger/jurisdictions/united-states";
import type { LedgerEvent } from "@/lib/engine/ledger/lots/event";
import { match } from "@/lib/engine/ledger/lots/match";
import type { MatchMethod } from "@/lib/engine/ledger/lots/rules";
import type { Notional, Quantity } from "@/lib/money";
import { figure } from "./figure";

const START = Date.UTC(2021, 0, 1);
const STEP_MS = 20 * 60_000;

function fills(count: number): LedgerEvent[] {
  const random = seededRandom(7);
  const fee = { asset: "USD", quantity: "0.12" as Quantity, value: null, isWithheld: false };
  let held = 0;
  return Array.from({ length: count }, (_, place): LedgerEvent => {
    const units = 1 + Math.floor(random() * 900);
    const value = ((units / 1e5) * (20_000 + random() * 40_000)).toFixed(2) as Notional;
    const isBuy = held < units || random() < 0.55;
    held += isBuy ? units : -units;
    const common = { id: `f${place}`, at: START + place * STEP_MS, wallet: "main", asset: "BTC", value, fee };
    const quantity = (units / 1e5).toFixed(5) as Quantity;
    return isBuy
      ? { ...common, quantity, kind: "buy" }
      : { ...common, quantity, kind: "sell", lots: [], portfolioValueBefore: null };
  });
}

function seconds(events: readonly LedgerEvent[], method: MatchMethod): { spent: number; disposals: number } {
  const rules = matchRules(UNITED_STATES.periods.at(-1)!, { base: "USD", timeZone: "America/New_York", method });
  const from = process.cpuUsage();
  const { disposals } = match(events, rules);
  const { user, system } = process.cpuUsage(from);
  return { spent: (user + system) / 1e6, disposals: disposals.length };
}

const many = fills(100_000);
seconds(many.slice(0, 5_000), "hifo");
const hifo = seconds(many, "hifo");
figure("lots of 100,000 fills, HIFO", hifo.spent, "s", 2, `${hifo.disposals} disposals`);
const fifo = seconds(fills(500_000), "fifo");
figure("replay of 1,000,000 postings, FIFO", fifo.spent, "s", 5, `${fifo.disposals} disposals`);
