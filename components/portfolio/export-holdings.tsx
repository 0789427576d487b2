"use client";
import { query } from "@/components/trpc/call";
import { ExportCsv } from "./export-csv";

export function ExportHoldings({ portfolioId }: { portfolioId: string }) {
  return <ExportCsv what="holdings" load={() => query("portfolios.exportHoldings", { portfolioId })} />;
}
