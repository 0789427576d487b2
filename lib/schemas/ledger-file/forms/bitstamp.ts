/** Bitstamp, in its form since 2023 and the one before it ("2.00000000 ETH" in one cell). Fees stand besides the value. */
import type { Amount, FileMovement } from "../model";
import { amountOf, type FileRow, plainNumber, readRows } from "../table";
import type { LedgerForm } from "./form";

interface Figures {
  amount: Amount;
  value: Amount | undefined;
  fee: Amount | undefined;
}

function movementOf(row: FileRow, time: string, side: string, { amount, value, fee }: Figures): FileMovement {
  const type = row.text("type").toLowerCase();
  const ref = row.text("id");
  const common = { rows: [row.row], time, ...(fee ? { fee } : {}), ...(ref ? { ref } : {}) };
  if (type === "deposit") return { ...common, kind: "deposit", in: amount };
  if (type === "withdrawal") return { ...common, kind: "withdrawal", out: amount };
  if (/reward|staking|interest/.test(type)) return { ...common, kind: "income", in: amount };
  if (type !== "market") return row.unknownKind("type");
  if (value === undefined) return row.lacks("value");
  if (side === "buy") return { ...common, kind: "trade", out: value, in: amount };
  if (side === "sell") return { ...common, kind: "trade", out: amount, in: value };
  return row.unknownKind("subtype");
}

export const BITSTAMP: LedgerForm = {
  id: "bitstamp",
  columns: [
    "id",
    "account",
    "type",
    "subtype",
    "datetime",
    "amount",
    "amount currency",
    "value currency",
    "fee currency",
  ],
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, (row) => {
      const figures = {
        amount: { asset: row.asset("amount currency"), quantity: row.number("amount") },
        value: amountOf(row.text("value currency"), row.maybeNumber("value")),
        fee: amountOf(row.text("fee currency"), row.maybeNumber("fee")),
      };
      return movementOf(row, row.time("datetime", "iso"), row.text("subtype").toLowerCase(), figures);
    });
    return { movements: found, problems };
  },
};

/** "2.00000000 ETH" */
function withUnit(row: FileRow, column: string): Amount | undefined {
  const cell = row.text(column);
  if (cell === "") return undefined;
  const [figure = "", asset = ""] = cell.split(" ");
  const plain = plainNumber(figure);
  return plain === null || asset === "" ? row.fault(column, cell, "number") : amountOf(asset, plain);
}

export const BITSTAMP_OLD: LedgerForm = {
  id: "bitstamp-old",
  columns: ["type", "datetime", "account", "amount", "value", "rate", "fee", "sub type"],
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, (row) => {
      const figures = {
        amount: withUnit(row, "amount") ?? row.lacks("amount"),
        value: withUnit(row, "value"),
        fee: withUnit(row, "fee"),
      };
      return movementOf(row, row.time("datetime", "english"), row.text("sub type").toLowerCase(), figures);
    });
    return { movements: found, problems };
  },
};
