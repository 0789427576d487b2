"use client";
import { createContext, type ReactNode, use, useEffect, useState } from "react";

export interface Crumb {
  label: string;
  href?: string;
}

const TrailContext = createContext<readonly Crumb[] | null>(null);
const SetTrailContext = createContext<(trail: readonly Crumb[] | null) => void>(() => {});

export function TrailProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<readonly Crumb[] | null>(null);
  return (
    <SetTrailContext value={setTrail}>
      <TrailContext value={trail}>{children}</TrailContext>
    </SetTrailContext>
  );
}

export const useTrail = () => use(TrailContext);

/** A page whose path does not tell its place names the way here: `<Trail crumbs={[…]} />`. */
export function Trail({ crumbs }: { crumbs: readonly Crumb[] }) {
  const set = use(SetTrailContext);
  const key = JSON.stringify(crumbs);
  useEffect(() => {
    set(JSON.parse(key));
    return () => set(null);
  }, [key, set]);
  return null;
}
