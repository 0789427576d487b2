/** One source's export: how its heading is known, and how its rows are read. */
import type { FormReading } from "../model";
import type { FileTable } from "../table";

export interface LedgerForm {
  /** "kraken-ledgers" */
  id: string;
  /** Columns that no other form has together, in lower case. */
  columns: readonly string[];
  read(table: FileTable): FormReading;
}
