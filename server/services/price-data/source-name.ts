import { and, eq } from "drizzle-orm";
import { priceImports } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../context";
import { readSource, SIMULATED_NAME } from "./source";

/** "Binance", "Simulated market", "closes.csv"; the text itself where nothing is known of it. */
export async function nameOfSource(
  ctx: Pick<ServiceContext, "db" | "actor" | "venues">,
  text: string,
): Promise<string> {
  const source = readSource(text);
  if (source?.kind === "simulated") return SIMULATED_NAME;
  if (source?.kind === "exchange") {
    const exchanges = await ctx.venues.describeExchanges();
    return exchanges.find(({ id }) => id === source.exchangeId)?.name ?? source.exchangeId;
  }
  if (source === null) return text;
  const [row] = await ctx.db
    .select({ name: priceImports.name })
    .from(priceImports)
    .where(and(eq(priceImports.id, source.importId), eq(priceImports.ownerId, ownerIdOf(ctx))));
  return row?.name ?? "a file that is not here";
}
