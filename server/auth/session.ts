/** Who is calling? `getSession` for routes and the API, `requireSession` for pages. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { SignedInOwner } from "./auth";
import { currentAuth } from "./current";

export type Session = SignedInOwner;

export async function getSession(requestHeaders: Headers): Promise<Session | null> {
  return (await currentAuth()).readSession(requestHeaders);
}

/** The signed-in owner of this page, read once per render; strangers are led to sign-in, or to set-up. */
export const requireSession = cache(async (): Promise<Session> => {
  const session = await getSession(await headers());
  if (session) return session;
  redirect((await (await currentAuth()).hasOwner()) ? "/sign-in" : "/setup");
});

/** For the pages of strangers: leads away from /setup and /sign-in whoever has no business there. */
export async function requireStranger(page: "setup" | "sign-in"): Promise<void> {
  const auth = await currentAuth();
  if (await auth.readSession(await headers())) redirect("/");
  const hasOwner = await auth.hasOwner();
  if (page === "setup" && hasOwner) redirect("/sign-in");
  if (page === "sign-in" && !hasOwner) redirect("/setup");
}
