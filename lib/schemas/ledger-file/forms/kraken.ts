/**
 * Kraken: ledgers (legs of one movement share a refid; a row without txid is a request, written again when it is booked)
 * and trades. A fee comes off besides the amount: balance = before + amount - fee. Old codes carry an X or Z before them,
 * staked and held ones a suffix.
 */
import { add, isZero } from "@/lib/money";
import { joinLegs, type Leg } from "../join-legs";
import type { FileMovement, FileProblem, FormReading, MovementKind } from "../model";
import { amountOf, type FileRow, readRows } from "../table";
import type { LedgerForm } from "./form";

const OWN_CODES: Readonly<Record<string, string>> = {
  XBT: "BTC",
  XXBT: "BTC",
  XDG: "DOGE",
  XXDG: "DOGE",
  ETH2: "ETH",
};
const LEGACY = /^[XZ](ETH|ETC|LTC|REP|XLM|XMR|XRP|ZEC|MLN|EUR|USD|GBP|CAD|JPY|AUD|CHF)$/;

/** "XXBT", "XBT" and "XBT.M" are BTC; "ETH2.S" is ETH; "DOT28.S" is DOT, bonded for 28 days. */
export function krakenAsset(code: string): string {
  const [bare = "", suffix] = code.toUpperCase().split(".");
  const coin = suffix === "S" && bare.length > 3 ? bare.replace(/\d{2}$/, "") : bare;
  return OWN_CODES[coin] ?? LEGACY.exec(coin)?.[1] ?? coin;
}

/** What a type means; null: between the owner's own pockets. */
function kindOf(type: string, subtype: string): MovementKind | null | undefined {
  switch (type) {
    case "deposit":
    case "withdrawal":
      return type;
    case "trade":
    case "spend":
    case "receive":
    case "conversion":
      return "trade";
    case "staking":
    case "dividend":
    case "reward":
      return "income";
    case "earn":
      return subtype === "reward" || subtype === "" ? "income" : null;
    case "transfer":
      return /spottostaking|stakingfromspot|stakingtospot|spotfromstaking|spottofutures|spotfromfutures/.test(subtype)
        ? null
        : "deposit";
    default:
      return undefined;
  }
}

interface LedgerRow {
  row: number;
  ref: string;
  time: string;
  kind: MovementKind;
  legs: Leg[];
}

export const KRAKEN_LEDGERS: LedgerForm = {
  id: "kraken-ledgers",
  columns: ["txid", "refid", "time", "type", "asset", "amount", "fee", "balance"],
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, readLedgerRow);
    const groups = new Map<string, LedgerRow[]>();
    for (const row of found) groups.set(row.ref, [...(groups.get(row.ref) ?? []), row]);
    return joinGroups([...groups.values()], problems);
  },
};

function readLedgerRow(row: FileRow): LedgerRow | null {
  if (row.text("txid") === "") return null;
  const kind = kindOf(row.text("type").toLowerCase(), row.text("subtype").toLowerCase());
  if (kind === undefined) return row.unknownKind("type");
  if (kind === null) return null;
  const asset = krakenAsset(row.asset("asset"));
  const amount = row.number("amount");
  // A reward taken back is no kind of income.
  if (kind === "income" && amount.startsWith("-")) return row.unknownKind("type");
  const fee = row.maybeNumber("fee");
  const legs: Leg[] = [];
  if (!isZero(amount)) legs.push({ row: row.row, asset, quantity: amount, isFee: false });
  if (fee !== null && !isZero(fee)) legs.push({ row: row.row, asset, quantity: fee, isFee: true });
  return { row: row.row, ref: row.text("refid"), time: row.time("time", "utc"), kind, legs };
}

function joinGroups(groups: readonly LedgerRow[][], unread: readonly FileProblem[]): FormReading {
  const movements: FileMovement[] = [];
  const problems = [...unread];
  for (const group of groups) {
    const [first] = group;
    if (isUndone(group)) continue;
    const joined = joinLegs(
      {
        rows: group.map(({ row }) => row),
        time: first!.time,
        ref: first!.ref,
        legs: group.flatMap(({ legs }) => legs),
      },
      kindOfGroup(group),
    );
    if (joined.ok) movements.push(joined.movement);
    else problems.push(joined.problem);
  }
  return { movements, problems };
}

/** A withdrawal that was called off is booked again the other way, its fee as well. */
function isUndone(group: readonly LedgerRow[]): boolean {
  const legs = group.flatMap((row) => row.legs);
  const sumOf = (asset: string, isFee: boolean) =>
    legs
      .filter((leg) => leg.asset === asset && leg.isFee === isFee)
      .reduce<string>((total, { quantity }) => add<string>(total, quantity), "0");
  return (
    group.length > 1 && group[0]!.kind === "withdrawal" && legs.every(({ asset, isFee }) => isZero(sumOf(asset, isFee)))
  );
}

/** What a transfer took away did not come in. */
function kindOfGroup(group: readonly LedgerRow[]): MovementKind {
  const { kind, legs } = group[0]!;
  const isOut = group.length === 1 && legs.some(({ isFee, quantity }) => !isFee && quantity.startsWith("-"));
  return kind === "deposit" && isOut ? "withdrawal" : kind;
}

/** Ends of pair names, longest first. */
const QUOTES = [
  "ZEUR",
  "ZUSD",
  "ZGBP",
  "ZCAD",
  "ZJPY",
  "ZAUD",
  "XXBT",
  "XETH",
  "USDT",
  "USDC",
  "EUR",
  "USD",
  "GBP",
].concat(["CAD", "JPY", "AUD", "CHF", "XBT", "ETH", "DAI"]);

function partPair(row: FileRow): { base: string; quote: string } {
  const pair = row.text("pair").toUpperCase();
  const [left, right] = pair.split("/");
  if (left && right) return { base: krakenAsset(left), quote: krakenAsset(right) };
  const quote = QUOTES.find((code) => pair.endsWith(code) && pair.length > code.length);
  if (quote === undefined) return row.fault("pair", pair, "pair");
  return { base: krakenAsset(pair.slice(0, -quote.length)), quote: krakenAsset(quote) };
}

export const KRAKEN_TRADES: LedgerForm = {
  id: "kraken-trades",
  columns: ["txid", "ordertxid", "pair", "time", "type", "price", "cost", "fee", "vol"],
  read: ({ rows }) => {
    const { found, problems } = readRows(rows, (row): FileMovement => {
      const { base, quote } = partPair(row);
      const side = row.text("type").toLowerCase();
      if (side !== "buy" && side !== "sell") return row.unknownKind("type");
      // A trade on margin moves no coins until its position is closed.
      if (!isZero(row.maybeNumber("margin") ?? "0")) return row.unknownKind("margin");
      const [coins, money] = [
        { asset: base, quantity: row.number("vol") },
        { asset: quote, quantity: row.number("cost") },
      ];
      const fee = amountOf(quote, row.maybeNumber("fee"));
      return {
        rows: [row.row],
        time: row.time("time", "utc"),
        kind: "trade",
        ...(side === "buy" ? { out: money, in: coins } : { out: coins, in: money }),
        ...(fee ? { fee } : {}),
        ref: row.text("txid"),
      };
    });
    return { movements: found, problems };
  },
};
