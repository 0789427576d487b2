"use client";
import { assetsOfSpec, strategyId } from "@/lib/schemas/lab-spec";
import { strategyColor } from "../comparison/strategy-colors";
import type { LabResult } from "../use-lab-run";
import type { LabEngine } from "../worker/protocol";
import { ExportMenu } from "./export-menu";

interface LabExportProps {
  engine: LabEngine | null;
  /** What is on screen; null while the first run is computed. */
  result: LabResult | null;
  /** The whole address that opens this run again. */
  link: () => string;
}

/** The lab's way out: the run on screen, computed once more with a point a bar where every bar is wanted. */
export function LabExport({ engine, result, link }: LabExportProps) {
  const spec = result?.spec ?? null;
  return (
    <ExportMenu
      shown={
        result &&
        spec && { spec, run: result.run, names: spec.strategies.map(({ name }) => name), assets: assetsOfSpec(spec) }
      }
      runInFull={async () => {
        if (!engine || !result || !spec) throw new Error("Nothing is computed yet.");
        return engine.run({
          strategies: spec.strategies.map(({ policy }, index) => ({ id: strategyId(index), policy })),
          options: result.options,
          start: spec.period.start,
          end: spec.period.end,
          points: Number.MAX_SAFE_INTEGER,
          weightsOf: null,
        });
      }}
      link={link}
      colors={spec?.strategies.map((_, index) => strategyColor(index, spec.chosen)) ?? []}
    />
  );
}
