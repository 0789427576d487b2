import type { ReactNode } from "react";
import { pageApi } from "@/app/page-api";
import { readTheme } from "@/components/layout/read-theme";
import { Shell } from "@/components/layout/shell";

export const dynamic = "force-dynamic";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const api = await pageApi();
  const [view, theme] = await Promise.all([api.shell.get(), readTheme()]);
  return (
    <Shell view={view} theme={theme} renderedAt={Date.now()}>
      {children}
    </Shell>
  );
}
