/** One target (or the untargeted rest) measured. Weights and drift are shares of the portfolio's counted value. */
import type { AssetId } from "./asset";

export interface TargetDrift {
  key: string;
  name: string;
  members: readonly AssetId[];
  weight: number;
  target: number;
  drift: number;
  /** Half-width of the band; the band is [target - band, target + band], never below 0. */
  band: number;
  isOutside: boolean;
  /** Where this run would take it (equal to `weight` when it is left alone). */
  postTrade: number;
}
