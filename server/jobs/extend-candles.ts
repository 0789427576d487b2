import { extendNeeded } from "@/server/services/price-data";
import type { JobDependencies } from "./dependencies";

/** Each hour: the series that policies read are brought up to date, and fills that a crash left are taken up. */
export function extendCandles(deps: JobDependencies): Promise<void> {
  return extendNeeded(deps);
}
