"use client";
import { createContext, type ReactNode, use, useEffect, useState } from "react";

export interface Breadcrumb {
  label: string;
  href?: string;
}

const TrailContext = createContext<readonly Breadcrumb[] | null>(null);
const SetTrailContext = createContext<(trail: readonly Breadcrumb[] | null) => void>(() => {});

export function TrailProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<readonly Breadcrumb[] | null>(null);
  return (
    <SetTrailContext value={setTrail}>
      <TrailContext value={trail}>{children}</TrailContext>
    </SetTrailContext>
  );
}

export const useTrail = () => use(TrailContext);

/** A page whose path does not name its place gives the way here: `<Trail breadcrumbs={[…]} />`. */
export function Trail({ breadcrumbs }: { breadcrumbs: readonly Breadcrumb[] }) {
  const set = use(SetTrailContext);
  const key = JSON.stringify(breadcrumbs);
  useEffect(() => {
    set(JSON.parse(key));
    return () => set(null);
  }, [key, set]);
  return null;
}
