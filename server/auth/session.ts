/** Who is calling? `getSession` for routes and the API, `requireSession` for pages. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { signInHref } from "@/lib/schemas/return-path";
import type { SignedInOwner } from "./auth";
import { currentAuth } from "./current";

export type Session = SignedInOwner;

export async function getSession(requestHeaders: Headers): Promise<Session | null> {
  return (await currentAuth()).readSession(requestHeaders);
}

/** The address a page was asked for by, as the serving process wrote it: pages cannot see their own. */
const ADDRESS_HEADER = "x-evenkeel-address";

/** The signed-in owner of this page, read once per render; strangers are led to sign-in and back, or to set-up. */
export const requireSession = cache(async (): Promise<Session> => {
  const asked = await headers();
  const session = await getSession(asked);
  if (session) return session;
  redirect((await (await currentAuth()).hasOwner()) ? signInHref(asked.get(ADDRESS_HEADER)) : "/setup");
});

/** For the pages of strangers: leads away from /setup and /sign-in whoever has no business there. */
export async function requireStranger(page: "setup" | "sign-in", returnPath = "/"): Promise<void> {
  const auth = await currentAuth();
  if (await auth.readSession(await headers())) redirect(returnPath);
  const hasOwner = await auth.hasOwner();
  if (page === "setup" && hasOwner) redirect("/sign-in");
  if (page === "sign-in" && !hasOwner) redirect("/setup");
}
