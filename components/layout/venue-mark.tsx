"use client";
import type { ReactNode } from "react";
import { useConnection } from "@/components/trpc/connection";
import { Mark } from "@/components/ui/mark";

/** How a venue does, as far as anybody knows: while Evenkeel does not answer, nobody does. */
export function VenueMark({ hasTrouble }: { hasTrouble: boolean }) {
  const isLost = useConnection().lostSince !== null;
  if (hasTrouble) return <Mark kind="warn" label="trouble" />;
  return isLost ? <Mark kind="wait" label="not known" /> : <Mark kind="ok" label="well" />;
}

/** A state that only holds while Evenkeel answers. */
export function LiveState({ children }: { children: ReactNode }) {
  return useConnection().lostSince === null ? children : "not known";
}
