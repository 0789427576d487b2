/**
 * Trackers that write what came and what went in one row: Koinly, CoinTracking, CoinTracker, rotki, BittyTax. Both sides
 * are a trade; one side is what its label says, a deposit or a withdrawal without one.
 */
import type { Amount, FileMovement } from "../model";
import { amountOf, type FileRow, readRows } from "../table";
import type { LedgerForm } from "./form";

const INCOME = /stak|reward|airdrop|mining|mined|interest|income|fork|dividend|cashback|lending|bonus|salary/;

interface Sides {
  out: Amount | undefined;
  into: Amount | undefined;
  fee: Amount | undefined;
}

function movementOf(row: FileRow, time: string, label: string, { out, into, fee }: Sides): FileMovement {
  const common = { rows: [row.row], time, ...(fee === undefined ? {} : { fee }) };
  if (out !== undefined && into !== undefined) return { ...common, kind: "trade", out, in: into };
  if (into !== undefined) return { ...common, kind: INCOME.test(label) ? "income" : "deposit", in: into };
  if (out !== undefined) return { ...common, kind: "withdrawal", out };
  return fee === undefined ? row.lacks("amount") : { ...common, kind: "fee" };
}

const side = (row: FileRow, figure: string, asset: string): Amount | undefined => {
  const quantity = row.maybeNumber(figure);
  return quantity === null ? undefined : amountOf(row.asset(asset), quantity);
};

const form = (id: string, columns: readonly string[], read: (row: FileRow) => FileMovement): LedgerForm => ({
  id,
  columns,
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, read);
    return { movements: found, problems };
  },
});

export const KOINLY = form(
  "koinly-universal",
  ["date", "sent amount", "sent currency", "received amount", "received currency", "fee amount", "fee currency"],
  (row) =>
    movementOf(row, row.time("date", "utc"), row.text("label").toLowerCase(), {
      out: side(row, "sent amount", "sent currency"),
      into: side(row, "received amount", "received currency"),
      fee: side(row, "fee amount", "fee currency"),
    }),
);

export const KOINLY_SIMPLE = form("koinly-simple", ["koinly date", "amount", "currency", "label"], (row) => {
  const figure = row.number("amount");
  const amount = amountOf(row.asset("currency"), figure);
  const isOut = figure.startsWith("-");
  return movementOf(row, row.time("koinly date", "utc"), row.text("label").toLowerCase(), {
    out: isOut ? amount : undefined,
    into: isOut ? undefined : amount,
    fee: undefined,
  });
});

/** Three columns are called "Cur."; dates stand day first, by the account's own clock. */
export const COINTRACKING = form("cointracking", ["type", "buy", "cur.", "sell", "fee", "exchange", "date"], (row) => {
  const read = (figure: string, nth: number) => {
    const quantity = row.maybeNumber(figure);
    return quantity === null ? undefined : amountOf(row.asset("cur.", nth), quantity);
  };
  return movementOf(row, row.time("date", "day-first"), row.text("type").toLowerCase(), {
    into: read("buy", 0),
    out: read("sell", 1),
    fee: read("fee", 2),
  });
});

export const COINTRACKER = form(
  "cointracker",
  [
    "date",
    "received quantity",
    "received currency",
    "sent quantity",
    "sent currency",
    "fee amount",
    "fee currency",
    "tag",
  ],
  (row) =>
    movementOf(row, row.time("date", "month-first"), row.text("tag").toLowerCase(), {
      into: side(row, "received quantity", "received currency"),
      out: side(row, "sent quantity", "sent currency"),
      fee: side(row, "fee amount", "fee currency"),
    }),
);

export const ROTKI_TRADES = form(
  "rotki-trades",
  [
    "location",
    "spend currency",
    "receive currency",
    "receive amount",
    "spend amount",
    "fee",
    "fee currency",
    "timestamp",
  ],
  (row) =>
    movementOf(row, row.time("timestamp", "epoch-ms"), "", {
      out: side(row, "spend amount", "spend currency"),
      into: side(row, "receive amount", "receive currency"),
      fee: side(row, "fee", "fee currency"),
    }),
);

export const ROTKI_EVENTS = form(
  "rotki-events",
  ["type", "location", "currency", "amount", "fee", "fee currency", "timestamp"],
  (row) => {
    const type = row.text("type").toLowerCase();
    const isOut = /^(withdrawal|loss|spend)$/.test(type);
    if (!isOut && !/^(deposit|income|staking)$/.test(type)) return row.unknownKind("type");
    const amount = side(row, "amount", "currency");
    return movementOf(row, row.time("timestamp", "epoch-ms"), type, {
      out: isOut ? amount : undefined,
      into: isOut ? undefined : amount,
      fee: side(row, "fee", "fee currency"),
    });
  },
);

export const BITTYTAX = form(
  "bittytax",
  ["type", "buy quantity", "buy asset", "sell quantity", "sell asset", "fee quantity", "fee asset", "timestamp"],
  (row) =>
    movementOf(row, row.time("timestamp", "utc", "iso"), row.text("type").toLowerCase(), {
      into: side(row, "buy quantity", "buy asset"),
      out: side(row, "sell quantity", "sell asset"),
      fee: side(row, "fee quantity", "fee asset"),
    }),
);

/** Parted by semicolons. */
export const BLOCKPIT = form(
  "blockpit",
  [
    "blockpit id",
    "timestamp",
    "transaction type",
    "outgoing asset",
    "outgoing amount",
    "incoming asset",
    "incoming amount",
  ],
  (row) =>
    movementOf(row, row.time("timestamp", "iso", "day-first"), row.text("transaction type").toLowerCase(), {
      into: side(row, "incoming amount", "incoming asset"),
      out: side(row, "outgoing amount", "outgoing asset"),
      fee: side(row, "fee amount", "fee asset"),
    }),
);
