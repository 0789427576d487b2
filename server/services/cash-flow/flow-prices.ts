/**
 * What flows were worth when they were booked: prices of the first check at or after each. A flow is booked by a check,
 * so its own prices are the rule; a check much later proves nothing.
 */
import { and, asc, eq, gte, isNotNull, lte, sql } from "drizzle-orm";
import { evaluations } from "@/drizzle/schema";
import { type AssetPrice, DAY_MS } from "@/lib/engine/model";
import { multiply, type Notional, type Quantity } from "@/lib/money";
import type { Database } from "@/server/db/client";

interface Flow {
  at: number;
  asset: string;
  quantity: Quantity;
}

/** In the order given; null where no price is known. */
export async function valueFlowsThen(
  db: Database,
  { id, baseCurrency }: { id: string; baseCurrency: string },
  flows: readonly Flow[],
): Promise<readonly (Notional | null)[]> {
  const known = new Map<number, readonly Pick<AssetPrice, "asset" | "price">[]>();
  for (const at of new Set(flows.flatMap((flow) => (flow.asset === baseCurrency ? [] : flow.at)))) {
    const [check] = await db
      .select({ prices: sql<readonly AssetPrice[] | null>`${evaluations.snapshot} -> 'prices'` })
      .from(evaluations)
      .where(
        and(
          eq(evaluations.portfolioId, id),
          isNotNull(evaluations.snapshot),
          gte(evaluations.at, new Date(at)),
          lte(evaluations.at, new Date(at + DAY_MS)),
        ),
      )
      .orderBy(asc(evaluations.at))
      .limit(1);
    known.set(at, check?.prices ?? []);
  }
  return flows.map(({ at, asset, quantity }) => {
    if (asset === baseCurrency) return multiply<Notional>(quantity, "1");
    const price = known.get(at)?.find((each) => each.asset === asset)?.price;
    return price === undefined ? null : multiply<Notional>(quantity, price);
  });
}
