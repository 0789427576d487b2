/** What an export is made of: the run as the page has it, and the names that stand on the page. */
import type { LabRun } from "@/components/lab/worker/protocol";
import type { LabSpec } from "@/lib/schemas/lab-spec";

export interface ExportedRun {
  spec: LabSpec;
  /** Same order as the run's strategies. */
  names: readonly string[];
  run: LabRun;
  /** Assets in the order of the prices, for the file's name. */
  assets: readonly string[];
}

export const HOLDING_NAME = "Holding";
