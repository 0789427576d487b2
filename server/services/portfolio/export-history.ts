/** The history as CSV: every row that the filter lets through, however many pages it has on screen. */
import { formatIsoDay } from "@/lib/format/time";
import type { ExportHistoryInput, HistoryKind } from "@/lib/schemas/history";
import { allCashFlows } from "../cash-flow/list";
import type { CashFlowRow } from "../cash-flow/types";
import type { ServiceContext } from "../context";
import { allFees } from "../fee/list";
import type { FeeRow } from "../fee/types";
import type { AssetQuantity } from "../fee/value-fee";
import { type CsvColumn, writeCsv } from "../file/csv";
import { allOrders, type ListedOrder } from "../order/list";
import { allRebalances } from "../rebalance/proposal/list";
import type { RebalanceRow } from "../rebalance/types";
import { fileNameOf } from "./file-name";
import { getOwnedPortfolio } from "./get-owned";

export async function exportHistory(
  ctx: ServiceContext,
  input: ExportHistoryInput,
): Promise<{ filename: string; csv: string }> {
  const { name, baseCurrency } = await getOwnedPortfolio(ctx, input.portfolioId);
  const span = input.period ?? formatIsoDay(ctx.now());
  return {
    filename: `${fileNameOf(name)}-${FILE_NAMES[input.kind]}-${span}.csv`,
    csv: await csvOf(ctx, input, baseCurrency),
  };
}

const FILE_NAMES: Record<HistoryKind, string> = {
  rebalances: "rebalances",
  orders: "orders",
  "cash-flows": "deposits-and-withdrawals",
  fees: "fees",
};

async function csvOf(ctx: ServiceContext, input: ExportHistoryInput, baseCurrency: string): Promise<string> {
  switch (input.kind) {
    case "rebalances":
      return writeCsv(rebalanceColumns(baseCurrency), await allRebalances(ctx, input));
    case "orders":
      return writeCsv(ORDER_COLUMNS, await allOrders(ctx, input));
    case "cash-flows":
      return writeCsv(cashFlowColumns(baseCurrency), await allCashFlows(ctx, input));
    case "fees":
      return writeCsv(feeColumns(baseCurrency), await allFees(ctx, input));
  }
}

const named = (fees: readonly AssetQuantity[]) => fees.map(({ asset, quantity }) => `${quantity} ${asset}`).join("; ");

const rebalanceColumns = (baseCurrency: string): readonly CsvColumn<RebalanceRow>[] => [
  { name: "id", text: (row) => row.id },
  { name: "proposed_at", instant: (row) => row.at },
  { name: "rebalance", text: (row) => row.title },
  { name: "state", text: (row) => row.state },
  { name: "origin", text: (row) => row.origin },
  { name: "drift_before", figure: (row) => row.driftBefore },
  { name: "drift_after_planned", figure: (row) => row.driftAfter },
  { name: "drift_after_reached", figure: (row) => row.achieved?.driftAfter ?? null },
  { name: "trades_planned", figure: (row) => row.tradeCount },
  { name: "trades_done", figure: (row) => row.achieved?.legsDone ?? null },
  { name: "traded_planned", figure: (row) => row.tradedBase },
  { name: "traded", figure: (row) => row.achieved?.tradedBase ?? null },
  { name: "fees", figure: (row) => row.fees },
  { name: "fees_without_value", text: (row) => named(row.unvaluedFees) },
  { name: "currency", text: () => baseCurrency },
  { name: "outcome", text: (row) => row.outcome },
];

const ORDER_COLUMNS: readonly CsvColumn<ListedOrder>[] = [
  { name: "id", text: (row) => row.clientOrderId },
  { name: "sent_at", instant: (row) => row.sentAt ?? row.intentAt },
  { name: "done_at", instant: (row) => row.doneAt },
  { name: "side", text: (row) => row.side },
  { name: "market", text: (row) => row.symbol },
  { name: "venue", text: (row) => row.venueName },
  { name: "state", text: (row) => row.state },
  { name: "quantity_planned", figure: (row) => row.plannedQuantity },
  { name: "quantity_sent", figure: (row) => row.quantity },
  { name: "limit_price", figure: (row) => row.limitPrice },
  { name: "quantity_filled", figure: (row) => row.filled },
  { name: "notional_filled", figure: (row) => row.filledQuote },
  { name: "fees", text: (row) => named(row.fees) },
  { name: "venue_order_id", text: (row) => row.venueOrderId },
  { name: "rebalance", text: (row) => row.rebalanceId },
  { name: "problem", text: (row) => row.problem },
];

const cashFlowColumns = (baseCurrency: string): readonly CsvColumn<CashFlowRow>[] => [
  { name: "at", instant: (row) => row.at },
  { name: "kind", text: (row) => row.kind },
  { name: "asset", text: (row) => row.asset },
  { name: "quantity", figure: (row) => row.quantity },
  { name: "value", figure: (row) => row.value },
  { name: "currency", text: () => baseCurrency },
  { name: "venue", text: (row) => row.venueName },
];

const feeColumns = (baseCurrency: string): readonly CsvColumn<FeeRow>[] => [
  { name: "at", instant: (row) => row.at },
  { name: "side", text: (row) => row.side },
  { name: "market", text: (row) => row.symbol },
  { name: "venue", text: (row) => row.venueName },
  { name: "asset", text: (row) => row.asset },
  { name: "quantity", figure: (row) => row.quantity },
  { name: "value", figure: (row) => row.value },
  { name: "currency", text: () => baseCurrency },
  { name: "rebalance", text: (row) => row.rebalanceId },
];
