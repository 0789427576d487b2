/**
 * Closes as one binary table: figures by the hundred thousand, for which JSON is too slow on both ends. Needs a
 * session; an owner's imports are only theirs. What cannot be answered is returned as JSON { code, message, path,
 * detail }, where detail.reason says what to do: "not-stored" (bring `assets` in first), "period-empty",
 * "no-common-bars".
 */
import { TRPCError } from "@trpc/server";
import { PricesQuery } from "@/lib/schemas/price-data";
import { closesOf, encodePrices } from "@/server/services/price-data";
import { describeApiError } from "./errors";
import { actorOf, type RequestContext } from "./trpc";

export type { PricesHeader } from "@/server/services/price-data/types";

export async function answerPrices(ctx: RequestContext, query: URLSearchParams): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    if (!ctx.signedIn) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
    const { from, to, ...question } = PricesQuery.parse(Object.fromEntries(query));
    const owner = { ...ctx, actor: actorOf(ctx.signedIn) };
    const answer = await closesOf(owner, { ...question, from: from ?? null, to: to ?? null });
    return new Response(encodePrices(answer, question.timeframe), {
      headers: { ...headers, "content-type": "application/octet-stream" },
    });
  } catch (error) {
    const { status, ...body } = describeApiError(error, { log: ctx.log, procedure: "api/prices" });
    return Response.json(body, { status, headers });
  }
}
