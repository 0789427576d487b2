import type { CandleSource } from "@/server/market-data/candles";
import type { ServiceContext } from "../context";
import { InputError } from "../errors";
import { createSimulatedSource } from "./simulated-source";
import { readSource } from "./source";

/** The adapter that answers pages for a source. A file cannot be queried for more. */
export async function openCandleSource(
  ctx: Pick<ServiceContext, "venues" | "now">,
  text: string,
): Promise<CandleSource> {
  const source = readSource(text);
  if (source?.kind === "simulated") return createSimulatedSource(source.seed, ctx.now);
  if (source?.kind === "exchange") return ctx.venues.candles(source.exchangeId);
  throw new InputError("source", "Prices can be fetched from an exchange or the simulated market.");
}
