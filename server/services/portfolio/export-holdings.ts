import { formatIsoDay } from "@/lib/format/time";
import type { ServiceContext } from "../context";
import { type CsvColumn, writeCsv } from "../file/csv";
import { fileNameOf } from "./file-name";
import { getPortfolioView } from "./get";
import type { HoldingView } from "./types";

/** Holdings of the last check as CSV: exact figures, times in ISO 8601, shares as fractions. */
export async function exportHoldings(ctx: ServiceContext, portfolioId: string) {
  const view = await getPortfolioView(ctx, portfolioId);
  const day = formatIsoDay(view.lastCheckAt ?? ctx.now());
  return { filename: `${fileNameOf(view.name)}-holdings-${day}.csv`, csv: writeCsv(COLUMNS, view.holdings) };
}

const COLUMNS: readonly CsvColumn<HoldingView>[] = [
  { name: "asset", text: (row) => row.asset },
  { name: "name", text: (row) => row.name },
  { name: "quantity", figure: (row) => row.quantity },
  { name: "locked_quantity", figure: (row) => row.lockedQuantity },
  { name: "price", figure: (row) => row.price },
  { name: "price_at", instant: (row) => row.priceAt },
  { name: "price_source", text: (row) => row.priceSource },
  { name: "value", figure: (row) => row.value },
  { name: "weight", figure: (row) => row.weight },
  { name: "target", figure: (row) => row.target },
  { name: "group", text: (row) => row.group },
  { name: "venues", text: (row) => row.venues.map((venue) => `${venue.name}: ${venue.quantity}`).join("; ") },
];
