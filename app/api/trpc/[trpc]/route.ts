/** The API's one entry point over HTTP: queries and mutations as JSON, subscriptions as server-sent events. */
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { refusingForeign } from "@/server/auth/refuse-foreign";
import { getSession } from "@/server/auth/session";
import { appRouter } from "@/server/routers";
import { type RequestContext, readWorld } from "@/server/routers/trpc";
import { getApp } from "@/server/runtime/app";

export const dynamic = "force-dynamic";

async function createContext(headers: Headers): Promise<RequestContext> {
  const app = await getApp();
  const signedIn = await readWorld(app.db, await getSession(headers));
  const { db, venues, secrets, capitalisations, log, now } = app;
  return { db, venues, secrets, capitalisations, log, now, signedIn };
}

const handle = refusingForeign((request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    // A long policy in a query string would pass the URL limits of proxies: queries may be POSTed too.
    allowMethodOverride: true,
    // Answers are one owner's; nothing in between may cache them.
    responseMeta: () => ({ headers: new Headers({ "cache-control": "no-store" }) }),
  }),
);

export { handle as GET, handle as POST };
