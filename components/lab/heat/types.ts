import type { Destination } from "@/lib/engine/model";

export interface HeatSpot {
  /** Ratio or width, as the policy's band kind has it. */
  band: number;
  /** Days between checks; 0: every bar. */
  intervalDays: number;
  destination: Destination;
}
