/** Bands as the editor handles them: their choice, sensible starts, and widths where they are known without the market. */
import type { Band } from "@/lib/engine/model";
import { bandWidth } from "@/lib/engine/valuation/band";
import { BAND_LABELS } from "@/lib/format/labels/bands";

const SHOWN: readonly Band["kind"][] = ["clamp", "relative", "absolute", "volatility", "cost-optimal"];
export const BAND_OPTIONS = SHOWN.map((value) => ({ value, label: BAND_LABELS[value].name }));

/** Keeps what both kinds share, takes the default for the rest. */
export function bandOfKind(kind: Band["kind"], from: Band): Band {
  const ratio = "ratio" in from && Number.isFinite(from.ratio) ? from.ratio : 0.2;
  const bounds =
    "floor" in from && Number.isFinite(from.floor + from.cap)
      ? { floor: from.floor, cap: from.cap }
      : { floor: 0.01, cap: 0.1 };
  switch (kind) {
    case "absolute":
      return { kind, width: 0.05 };
    case "relative":
      return { kind, ratio };
    case "clamp":
      return { kind, ratio, ...bounds };
    case "volatility":
      return { kind, multiple: 1, lookAheadDays: 7, halfLifeDays: 20, ...bounds, isScaledByWeight: true };
    case "cost-optimal":
      return { kind, riskAversion: 3, cost: null, ...bounds };
  }
}

/** Half-width around a target, or null where only the market gives it. */
export function writtenWidth(band: Band, target: number): number | null {
  if (band.kind === "volatility" || (band.kind === "cost-optimal" && band.cost === null)) return null;
  const width = bandWidth(band, target);
  return Number.isFinite(width) ? width : null;
}
