/** Ghostfolio's activities: days without a time, in any of three forms inside one file; assets by their data source's name. */
import { multiply, type Quantity } from "@/lib/money";
import type { FileMovement } from "../model";
import { amountOf, type FileRow, readRows } from "../table";
import type { LedgerForm } from "./form";

function readRow(row: FileRow): FileMovement {
  const currency = row.asset("currency");
  const fee = amountOf(currency, row.maybeNumber("fee"));
  const common = { rows: [row.row], time: row.time("date", "day"), ...(fee === undefined ? {} : { fee }) };
  const action = row.either("action", "type").toLowerCase();
  if (action === "fee") return fee === undefined ? row.lacks("fee") : { ...common, kind: "fee" };
  const quantity = row.number("quantity");
  const coins = { asset: row.either("code", "symbol") || row.lacks("code"), quantity };
  const column = row.text("price") === "" ? "unitprice" : "price";
  const money = { asset: currency, quantity: multiply<Quantity>(quantity, row.number(column)) };
  switch (action) {
    case "buy":
      return { ...common, kind: "trade", out: money, in: coins };
    case "sell":
      return { ...common, kind: "trade", out: coins, in: money };
    case "dividend":
    case "interest":
      return { ...common, kind: "income", in: money };
    default:
      return row.unknownKind("action");
  }
}

export const GHOSTFOLIO: LedgerForm = {
  id: "ghostfolio",
  columns: ["date", "code", "datasource", "currency", "price", "quantity", "action", "fee"],
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, readRow);
    return { movements: found, problems };
  },
};
