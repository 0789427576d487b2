/** Deposits and withdrawals: what moves the balance, and what the records say of it. */
import { type Fixed, show } from "./decimal.ts";
import { type Account, balanceOf, type State, serverTime, type TransferRecord } from "./state.ts";

/** Moves the money; without a record it is as if it had never been reported (an internal transfer, a theft, an error). */
export function transfer(
  state: State,
  account: Account,
  moved: { kind: TransferRecord["kind"]; asset: string; quantity: Fixed; isRecorded: boolean },
): void {
  const { kind, asset, quantity, isRecorded } = moved;
  balanceOf(account, asset).free += kind === "deposit" ? quantity : -quantity;
  if (isRecorded) account.transfers.push({ id: state.nextTransferId++, kind, asset, quantity, at: serverTime(state) });
}

/** Records of one kind as a request names them, newest first. */
export const recordsOf = (
  account: Account,
  kind: TransferRecord["kind"],
  params: Record<string, string>,
): TransferRecord[] =>
  account.transfers
    .filter((record) => record.kind === kind && (params.coin === undefined || record.asset === params.coin))
    .filter((record) => record.at >= Number(params.startTime ?? 0))
    .filter((record) => record.at <= Number(params.endTime ?? Number.MAX_SAFE_INTEGER))
    .reverse();

export const depositShape = ({ id, asset, quantity, at }: TransferRecord) => ({
  id: String(id),
  amount: show(quantity),
  coin: asset,
  network: asset,
  status: 1,
  address: `deposit-address-of-${asset}`,
  addressTag: "",
  txId: `deposit-${id}`,
  insertTime: at,
  completeTime: at,
  transferType: 0,
  confirmTimes: "1/1",
  unlockConfirm: 1,
  walletType: 0,
});

export const withdrawalShape = ({ id, asset, quantity, at }: TransferRecord) => ({
  id: String(id),
  amount: show(quantity),
  transactionFee: "0",
  coin: asset,
  status: 6,
  address: `foreign-address-of-${asset}`,
  txId: `withdrawal-${id}`,
  // In whole seconds and without a zone, as the real one writes it: UTC.
  applyTime: new Date(at).toISOString().slice(0, 19).replace("T", " "),
  completeTime: new Date(at).toISOString().slice(0, 19).replace("T", " "),
  network: asset,
  transferType: 0,
  confirmNo: 1,
  walletType: 0,
});
