/**
 * The one client of the API. Queries made together travel together; what changes something travels alone, so that a stop
 * never waits for a slow check sent beside it; subscriptions come over server-sent events.
 */
import {
  createTRPCClient,
  getUntypedClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
} from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/routers";
import { watchedFetch } from "./connection";

const way = { url: "/api/trpc", transformer: superjson };
const watched = { ...way, fetch: watchedFetch };

export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: httpSubscriptionLink(way),
      false: splitLink({
        condition: ({ type }) => type === "query",
        true: httpBatchLink(watched),
        false: httpLink(watched),
      }),
    }),
  ],
});

/** The same, by a procedure's path. */
export const byPath = getUntypedClient(api);
