/**
 * Deposits and withdrawals as the exchange's records have them; null where the exchange or the key cannot list them.
 */
import type { Transfer } from "@/lib/engine/model";
import { add, isPositive, maximum, type Quantity, subtract } from "@/lib/money";
import type { Client } from "../client/client";
import { figure } from "./normalize";

/** Sent where the exchange takes a number; an answer this long may be cut, and is then no answer. */
const ROWS_MAX = 100;
/** A deposit counts when it is credited; a withdrawal leaves the balance when it is requested. */
const COUNTS = { deposit: ["ok"], withdrawal: ["ok", "pending"] } as const satisfies Record<
  Transfer["kind"],
  readonly string[]
>;

type OptionalRead = <T>(call: (exchange: Client["exchange"]) => Promise<unknown>) => Promise<T | null>;
type Raw = Readonly<Record<string, unknown>>;

const raw = (value: unknown): Raw => (typeof value === "object" && value !== null ? (value as Raw) : {});

/** One record of ccxt's (pure); null for what has not moved anything, or lacks its figures. */
export function toTransfer(source: unknown, kind: Transfer["kind"]): Transfer | null {
  const record = raw(source);
  const { id, txid, currency, timestamp, status } = record;
  const amount = figure<Quantity>(record.amount);
  const isCounted = typeof status !== "string" || (COUNTS[kind] as readonly string[]).includes(status);
  if (!isCounted || amount === null || !isPositive(amount)) return null;
  if (typeof currency !== "string" || typeof timestamp !== "number") return null;
  const fee = raw(record.fee);
  const cost = maximum(figure<Quantity>(fee.cost) ?? ("0" as Quantity), "0" as Quantity);
  const ownFee = fee.currency === currency ? cost : ("0" as Quantity);
  const quantity = kind === "withdrawal" ? add(amount, ownFee) : subtract(amount, ownFee);
  const name = [id, txid].find((value) => typeof value === "string" && value !== "");
  return { kind, asset: currency, quantity, at: timestamp, id: String(name ?? `${kind}-${currency}-${timestamp}`) };
}

export async function fetchTransfers(
  client: Client,
  read: OptionalRead,
  since: number,
): Promise<readonly Transfer[] | null> {
  const { has } = client.exchange;
  if (has.fetchDeposits !== true || has.fetchWithdrawals !== true) return null;
  const deposits = await read<readonly unknown[]>((exchange) => exchange.fetchDeposits(undefined, since, ROWS_MAX));
  if (!isWhole(deposits)) return null;
  const withdrawals = await read<readonly unknown[]>((exchange) =>
    exchange.fetchWithdrawals(undefined, since, ROWS_MAX),
  );
  if (!isWhole(withdrawals)) return null;
  return [
    ...deposits.flatMap((record) => toTransfer(record, "deposit") ?? []),
    ...withdrawals.flatMap((record) => toTransfer(record, "withdrawal") ?? []),
  ]
    .filter(({ at }) => at >= since)
    .sort((one, other) => one.at - other.at);
}

const isWhole = (records: readonly unknown[] | null): records is readonly unknown[] =>
  Array.isArray(records) && records.length < ROWS_MAX;
