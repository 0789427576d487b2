/**
 * Binance: spot trades (units hang on the numbers), their older form, the statement (rows of one trade share a second and
 * say their part in words), deposits and withdrawals.
 */
import type { Quantity } from "@/lib/money";
import { joinLegs, type Leg } from "../join-legs";
import type { FileMovement, FileProblem, FormReading } from "../model";
import { amountOf, type FileRow, type FileTable, plainNumber, readRows } from "../table";
import type { LedgerForm } from "./form";

interface Unit {
  quantity: Quantity;
  asset: string;
}

/** Every way to part "5.01INCH": a code may begin with digits. */
function partsOf(cell: string): Unit[] {
  const parts: Unit[] = [];
  for (let at = 1; at < cell.length; at += 1) {
    const figure = plainNumber(cell.slice(0, at));
    const asset = cell.slice(at);
    if (figure !== null && /^[A-Z0-9]*[A-Z][A-Z0-9]*$/i.test(asset)) parts.push({ quantity: figure, asset });
  }
  return parts;
}

/** The two units whose codes make up the pair; the file has them apart in no other way. */
function readPair(row: FileRow): { base: Unit; quote: Unit } {
  const pair = row.text("pair").replace(/[/_-]/g, "");
  for (const base of partsOf(row.text("executed"))) {
    const quote = partsOf(row.text("amount")).find(({ asset }) => base.asset + asset === pair);
    if (quote !== undefined) return { base, quote };
  }
  return row.fault("pair", row.text("pair"), "pair");
}

function readFee(row: FileRow, codes: readonly string[]) {
  const cell = row.text("fee");
  if (cell === "") return undefined;
  const parts = partsOf(cell);
  // BNB pays most fees; else it is one of the pair, or there is one way to read it.
  const fee = parts.find(({ asset }) => codes.includes(asset)) ?? parts.findLast(({ asset }) => /^[A-Z]/i.test(asset));
  return fee === undefined ? row.fault("fee", cell, "number") : amountOf(fee.asset, fee.quantity);
}

const sideOf = (row: FileRow, column: string) => {
  const side = row.text(column).toUpperCase();
  return side === "BUY" || side === "SELL" ? side : row.unknownKind(column);
};

export const BINANCE_TRADES: LedgerForm = {
  id: "binance-spot-trades",
  columns: ["date(utc)", "pair", "side", "price", "executed", "amount", "fee"],
  read: ({ rows }) =>
    inOrder(
      readRows(rows, (row): FileMovement => {
        const { base, quote } = readPair(row);
        const isBuy = sideOf(row, "side") === "BUY";
        const [out, into] = isBuy ? [quote, base] : [base, quote];
        const fee = readFee(row, ["BNB", base.asset, quote.asset]);
        const time = row.time("date(utc)", "utc");
        return { rows: [row.row], time, kind: "trade", out, in: into, ...(fee ? { fee } : {}) };
      }),
    ),
};

/** Known quotes, longest first: an old market has no slash. */
const QUOTES = ["FDUSD", "USDT", "USDC", "TUSD", "BUSD", "DAI", "BTC", "ETH", "BNB", "EUR", "USD", "GBP", "TRY", "BRL"];

export const BINANCE_TRADES_OLD: LedgerForm = {
  id: "binance-trades-old",
  columns: ["date(utc)", "market", "type", "price", "amount", "total", "fee", "fee coin"],
  read: ({ rows }) =>
    inOrder(
      readRows(rows, (row): FileMovement => {
        const market = row.text("market").replace(/[/_-]/g, "");
        const quoteAsset = QUOTES.find((code) => market.endsWith(code) && market.length > code.length);
        if (quoteAsset === undefined) return row.fault("market", market, "pair");
        const base = { asset: market.slice(0, -quoteAsset.length), quantity: row.number("amount") };
        const quote = { asset: quoteAsset, quantity: row.number("total") };
        const [out, into] = sideOf(row, "type") === "BUY" ? [quote, base] : [base, quote];
        const fee = amountOf(row.text("fee coin"), row.maybeNumber("fee"));
        const time = row.time("date(utc)", "utc");
        return { rows: [row.row], time, kind: "trade", out, in: into, ...(fee ? { fee } : {}) };
      }),
    ),
};

/** Operations whose rows of one second are one trade. */
const TRADE_FAMILIES: readonly (readonly string[])[] = [
  ["transaction buy", "transaction spend", "transaction fee", "transaction sold", "transaction revenue"],
  ["buy", "sell", "fee", "transaction related"],
  ["binance convert"],
  ["small assets exchange bnb"],
];
const FEE_OPERATIONS = ["transaction fee", "fee"];
const INCOME =
  /^(?!.*(token swap|launchpad))(?=.*(interest|reward|distribution|airdrop|cashback|rebate|referral|mining|dividend))/;
/** Between the owner's own pockets at Binance. */
const INTERNAL = /subscription|(?<!token )redemption|transfer|lending purchase|pos savings purchase/;

interface StatementRow extends Leg {
  time: string;
  operation: string;
}

export const BINANCE_STATEMENT: LedgerForm = {
  id: "binance-statement",
  columns: ["utc_time", "account", "operation", "coin", "change"],
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, (row): StatementRow => {
      const operation = row.text("operation").toLowerCase();
      const isFee = FEE_OPERATIONS.includes(operation);
      const time = row.time("utc_time", "utc");
      return { row: row.row, time, operation, asset: row.asset("coin"), quantity: row.number("change"), isFee };
    });
    return readStatement(found, problems);
  },
};

function readStatement(rows: readonly StatementRow[], unread: readonly FileProblem[]): FormReading {
  const movements: FileMovement[] = [];
  const problems = [...unread];
  const groups = new Map<string, StatementRow[]>();
  for (const row of rows) {
    const family = TRADE_FAMILIES.findIndex((names) => names.includes(row.operation));
    if (family >= 0) {
      const key = `${row.time} ${family}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
      continue;
    }
    const amount = amountOf(row.asset, row.quantity);
    const isOut = row.quantity.startsWith("-");
    const common = { rows: [row.row], time: row.time };
    if (amount === undefined || (INTERNAL.test(row.operation) && !INCOME.test(row.operation))) continue;
    if (row.operation === "deposit" || row.operation === "fiat deposit") {
      movements.push({ ...common, kind: "deposit", in: amount });
    } else if (row.operation === "withdraw" || row.operation === "fiat withdraw") {
      movements.push({ ...common, kind: "withdrawal", out: amount });
    } else if (INCOME.test(row.operation) && !isOut) movements.push({ ...common, kind: "income", in: amount });
    else problems.push({ code: "kind-unknown", row: row.row, column: "Operation", cell: row.operation });
  }
  for (const group of groups.values()) {
    const joined = joinLegs({ rows: group.map(({ row }) => row), time: group[0]!.time, legs: group });
    if (joined.ok) movements.push(joined.movement);
    else problems.push(joined.problem);
  }
  return { movements: movements.toSorted((left, right) => left.rows[0]! - right.rows[0]!), problems };
}

const SETTLED = /^(completed|success|successful|)$/i;

function transfers(kind: "deposit" | "withdrawal"): LedgerForm["read"] {
  return ({ rows }: FileTable) =>
    inOrder(
      readRows(rows, (row): FileMovement | null => {
        if (!SETTLED.test(row.text("status"))) return null;
        const amount = amountOf(row.asset("coin"), row.number("amount"));
        const fee = amountOf(row.text("coin"), row.maybeNumber("fee"));
        const ref = row.text("txid");
        const side = kind === "deposit" ? { in: amount! } : { out: amount! };
        const time = row.time("date(utc+0)", "utc");
        return { rows: [row.row], time, kind, ...side, ...(fee ? { fee } : {}), ...(ref ? { ref } : {}) };
      }),
    );
}

export const BINANCE_WITHDRAWALS: LedgerForm = {
  id: "binance-withdrawals",
  columns: ["date(utc+0)", "coin", "network", "amount", "fee", "address", "txid"],
  read: transfers("withdrawal"),
};

export const BINANCE_DEPOSITS: LedgerForm = {
  id: "binance-deposits",
  columns: ["date(utc+0)", "coin", "network", "amount", "address", "txid"],
  read: transfers("deposit"),
};

const inOrder = ({ found, problems }: { found: FileMovement[]; problems: FileProblem[] }): FormReading => ({
  movements: found,
  problems,
});
