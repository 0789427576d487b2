/** GET /api/prices: stored closes as one binary table, for the lab. */
import { getSession } from "@/server/auth/session";
import { answerPrices } from "@/server/routers/prices";
import { readWorld } from "@/server/routers/trpc";
import { getApp } from "@/server/runtime/app";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const { db, venues, secrets, capitalisations, log, now } = await getApp();
  const signedIn = await readWorld(db, await getSession(request.headers));
  return answerPrices({ db, venues, secrets, capitalisations, log, now, signedIn }, new URL(request.url).searchParams);
}
