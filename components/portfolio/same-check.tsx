"use client";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useEffect } from "react";

const HeadCheckContext = createContext<number | null>(null);

/** The head stays while tabs change: it says which check its figures are of. */
export function HeadCheck({ at, children }: { at: number | null; children: ReactNode }) {
  return <HeadCheckContext value={at}>{children}</HeadCheckContext>;
}

/** A tab that shows a newer check than the head has both rendered anew, so that their figures agree. */
export function SameCheck({ at }: { at: number | null }) {
  const head = use(HeadCheckContext);
  const router = useRouter();
  useEffect(() => {
    if (head !== at) router.refresh();
  }, [head, at, router]);
  return null;
}
