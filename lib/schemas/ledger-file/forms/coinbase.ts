/**
 * Coinbase's transaction report: lines above the heading, currency signs on the numbers, and the coin a conversion
 * brought written in the notes alone ("Converted 0.001 BTC to 0.0385 ETH").
 */
import type { FileMovement } from "../model";
import { amountOf, type FileRow, plainNumber, readRows, sizeOf } from "../table";
import type { LedgerForm } from "./form";

const INCOME = /income|reward|earn|interest|airdrop|inflation/;
const OUT = /^(send|withdrawal|pro deposit|exchange deposit|prime deposit)$/;
const INTO = /^(receive|deposit|pro withdrawal|exchange withdrawal|prime withdrawal)$/;

function readRow(row: FileRow): FileMovement {
  const kind = row.text("transaction type").toLowerCase();
  const figure = row.number("quantity transacted");
  const coins = { asset: row.asset("asset"), quantity: sizeOf(figure) };
  const currency = row.either("price currency", "spot price currency");
  const fee = amountOf(currency, row.maybeNumber("fees and/or spread") ?? row.maybeNumber("fees"));
  const ref = row.text("id");
  const common = { rows: [row.row], time: row.time("timestamp", "utc", "iso"), ...(ref === "" ? {} : { ref }) };
  const paid = { ...common, ...(fee === undefined ? {} : { fee }) };
  if (/^(advanced? trade )?buy$/.test(kind)) return { ...paid, kind: "trade", out: moneyOf(row, currency), in: coins };
  if (/^(advanced? trade )?sell$/.test(kind)) return { ...paid, kind: "trade", out: coins, in: moneyOf(row, currency) };
  if (kind === "convert") return { ...paid, kind: "trade", out: coins, in: convertedTo(row) };
  // Interest that was charged, a reward taken back: no income.
  if (INCOME.test(kind) && figure.startsWith("-")) return row.unknownKind("transaction type");
  if (INCOME.test(kind)) return { ...common, kind: "income", in: coins };
  if (OUT.test(kind)) return { ...common, kind: "withdrawal", out: coins };
  if (INTO.test(kind)) return { ...common, kind: "deposit", in: coins };
  return row.unknownKind("transaction type");
}

const moneyOf = (row: FileRow, asset: string) => ({ asset, quantity: sizeOf(row.number("subtotal")) });

function convertedTo(row: FileRow) {
  const notes = row.text("notes");
  const found = / to ([\d.,]+) ([A-Z0-9]+)\b/i.exec(notes);
  const figure = found === null ? null : plainNumber(found[1]!);
  return figure === null ? row.fault("notes", notes, "text") : { asset: found![2]!, quantity: figure };
}

export const COINBASE: LedgerForm = {
  id: "coinbase",
  columns: ["timestamp", "transaction type", "asset", "quantity transacted", "subtotal", "notes"],
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, readRow);
    return { movements: found, problems };
  },
};
