"use client";
import { ExportCsv } from "@/components/portfolio/export-csv";
import { query } from "@/components/trpc/call";
import type { ExportHistoryInput } from "@/lib/schemas/history";

/** Everything the filter lets through, also what is not loaded here. */
export function ExportHistory({ input, what }: { input: ExportHistoryInput; what: string }) {
  return <ExportCsv what={what} load={() => query("portfolios.exportHistory", input)} />;
}
