/** What pages fetch with: the same procedures and checks as the API, called in process, once per render. */
import { cache } from "react";
import { requireSession } from "@/server/auth/session";
import { createCaller } from "@/server/routers";
import { readWorld } from "@/server/routers/trpc";
import { getApp } from "@/server/runtime/app";

export const pageApi = cache(async () => {
  const { db, now, venues, secrets, capitalisations, log } = await getApp();
  const signedIn = await readWorld(db, await requireSession());
  return createCaller({ db, now, venues, secrets, capitalisations, log, signedIn, render: {} });
});
