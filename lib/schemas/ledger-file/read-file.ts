/**
 * An export file to what it means. The form is known by its heading alone; an unknown heading is refused with the forms
 * there are, so that nobody has to find out by trying. One form may be part of another's columns: the one with most wins.
 */

import {
  BINANCE_DEPOSITS,
  BINANCE_STATEMENT,
  BINANCE_TRADES,
  BINANCE_TRADES_OLD,
  BINANCE_WITHDRAWALS,
} from "./forms/binance";
import { BITSTAMP, BITSTAMP_OLD } from "./forms/bitstamp";
import { COINBASE } from "./forms/coinbase";
import type { LedgerForm } from "./forms/form";
import { GHOSTFOLIO } from "./forms/ghostfolio";
import { KRAKEN_LEDGERS, KRAKEN_TRADES } from "./forms/kraken";
import {
  BITTYTAX,
  BLOCKPIT,
  COINTRACKER,
  COINTRACKING,
  KOINLY,
  KOINLY_SIMPLE,
  ROTKI_EVENTS,
  ROTKI_TRADES,
} from "./forms/trackers";
import type { FormReading } from "./model";
import { type FileTable, readTable } from "./table";

export const LEDGER_FORMS: readonly LedgerForm[] = [
  BINANCE_TRADES,
  BINANCE_TRADES_OLD,
  BINANCE_STATEMENT,
  BINANCE_WITHDRAWALS,
  BINANCE_DEPOSITS,
  KRAKEN_LEDGERS,
  KRAKEN_TRADES,
  COINBASE,
  BITSTAMP,
  BITSTAMP_OLD,
  KOINLY,
  KOINLY_SIMPLE,
  COINTRACKING,
  COINTRACKER,
  ROTKI_TRADES,
  ROTKI_EVENTS,
  GHOSTFOLIO,
  BLOCKPIT,
  BITTYTAX,
];

export type LedgerFileVerdict =
  | ({ ok: true; form: string } & FormReading)
  /** `heading`: the first line as it stands. */
  | { ok: false; heading: string };

export function readLedgerFile(text: string): LedgerFileVerdict {
  const best = findForm(text);
  if (best === null) {
    const first = text.split("\n").find((line) => line.trim() !== "") ?? "";
    return { ok: false, heading: first.replace(/^\ufeff/, "").trim() };
  }
  const { movements, problems } = best.form.read(best.table);
  const repeated = findRepeated(movements);
  return { ok: true, form: best.form.id, movements, problems: [...problems, ...repeated] };
}

function findForm(text: string): { form: LedgerForm; table: FileTable } | null {
  const fits = (form: LedgerForm) => (names: readonly string[]) => form.columns.every((name) => names.includes(name));
  const found = LEDGER_FORMS.flatMap((form) => {
    const table = readTable(text, fits(form));
    return table === null ? [] : [{ form, table }];
  });
  return found.reduce<(typeof found)[number] | null>(
    (best, each) => (best === null || each.form.columns.length > best.form.columns.length ? each : best),
    null,
  );
}

/** One id twice inside a file that has ids: one of the two rows is wrong. */
function findRepeated(movements: FormReading["movements"]): FormReading["problems"] {
  const seen = new Set<string>();
  return movements.flatMap(({ ref, rows }) => {
    if (ref === undefined) return [];
    const isRepeated = seen.has(ref);
    seen.add(ref);
    return isRepeated ? [{ code: "duplicate" as const, row: rows[0]!, ref }] : [];
  });
}
