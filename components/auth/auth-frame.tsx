import type { ReactNode } from "react";
import { PageTitle } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";

/** The one column of the pages before sign-in. */
export function AuthFrame({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[432px] content-center gap-5 px-4 py-10" id="main">
      <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <svg
          width="20"
          height="20"
          viewBox="0 0 18 18"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d="M9 2v8M2 10h14c-.6 3.4-3.2 5.5-7 5.5S2.600 13.400 2 10z" />
        </svg>
        Evenkeel
      </p>
      <Sheet labelledBy="auth-title" className="grid gap-5 p-5 sm:p-6">
        <div className="grid gap-1.5">
          <PageTitle id="auth-title">{title}</PageTitle>
          <p className="text-text-soft">{lead}</p>
        </div>
        {children}
      </Sheet>
    </main>
  );
}
