import type { ReactNode } from "react";
import { Keel } from "@/components/layout/keel";
import { Card } from "@/components/ui/card";
import { PageTitle } from "@/components/ui/page-head";

/** The one column of the pages before sign-in. */
export function AuthFrame({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[432px] content-center gap-5 px-4 py-10" id="main">
      <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <Keel size={20} />
        Evenkeel
      </p>
      <Card labelledBy="auth-title" className="grid gap-5 p-5 sm:p-6">
        <div className="grid gap-1.5">
          <PageTitle id="auth-title">{title}</PageTitle>
          <p className="text-text-soft">{lead}</p>
        </div>
        {children}
      </Card>
    </main>
  );
}
