/**
 * The half-width of a target's band, as a share of the whole.
 *   absolute   the width itself
 *   relative   ratio x target:                     20 % of a 10 % target is 2 pp
 *   clamp      ratio x target, never under `floor` nor over `cap`
 */
import type { Band } from "@/lib/engine/model";

export function bandWidth(band: Band, target: number): number {
  switch (band.kind) {
    case "absolute":
      return band.width;
    case "relative":
      return band.ratio * target;
    case "clamp":
      return Math.min(Math.max(band.ratio * target, band.floor), band.cap);
  }
}
