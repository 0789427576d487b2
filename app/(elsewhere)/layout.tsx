import { headers } from "next/headers";
import type { ReactNode } from "react";
import DashboardLayout from "@/app/(dashboard)/layout";
import { Page } from "@/components/layout/page";
import { getSession } from "@/server/auth/session";

export const dynamic = "force-dynamic";

/** Around addresses that no page has: the shell for whoever is signed in, a bare page for strangers. */
export default async function ElsewhereLayout({ children }: { children: ReactNode }) {
  if (await getSession(await headers())) return <DashboardLayout>{children}</DashboardLayout>;
  return <Page isNarrow>{children}</Page>;
}
