import { extendNeeded } from "@/server/services/history";
import type { JobDoors } from "./doors";

/** Each hour: the series that policies read are brought up to date, and fills that a crash left are taken up. */
export function extendCandles(doors: JobDoors): Promise<void> {
  return extendNeeded(doors);
}
