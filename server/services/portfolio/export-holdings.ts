import { formatIsoDay } from "@/lib/format/time";
import type { ServiceContext } from "../context";
import { fileNameOf } from "./file-name";
import { getPortfolioView } from "./get";
import type { HoldingView } from "./types";

const COLUMNS = [
  "asset",
  "name",
  "quantity",
  "locked_quantity",
  "price",
  "price_at",
  "price_source",
  "value",
  "weight",
  "target",
  "group",
  "venues",
] as const;

/** Holdings of the last check as CSV: exact figures, times in ISO 8601, shares as fractions. */
export async function exportHoldings(ctx: ServiceContext, portfolioId: string) {
  const view = await getPortfolioView(ctx, portfolioId);
  const lines = view.holdings.map((row) => cells(row).map(quoteCell).join(","));
  const day = formatIsoDay(view.lastCheckAt ?? ctx.now());
  return {
    filename: `${fileNameOf(view.name)}-holdings-${day}.csv`,
    csv: `${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`,
  };
}

const cells = (row: HoldingView): readonly string[] => [
  row.asset,
  row.name,
  row.quantity,
  row.lockedQuantity ?? "",
  row.price ?? "",
  row.priceAt === null ? "" : new Date(row.priceAt).toISOString(),
  row.priceSource ?? "",
  row.value ?? "",
  row.weight === null ? "" : String(row.weight),
  row.target === null ? "" : String(row.target),
  row.group ?? "",
  row.venues.map((venue) => `${venue.name}: ${venue.quantity}`).join("; "),
];

/** Quoted where needed; a leading sign that a spreadsheet would run as a formula is defused. */
function quoteCell(text: string): string {
  const plain = /^[=+@\t]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
