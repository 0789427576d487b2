"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";

/** Where a page is on its way to: the address follows only once the server has answered. */
let underWay: { path: string; query: string } | null = null;

/** Tells whoever changes the address next that a link has been pressed. */
export function followsQuery(path: string, query: string): void {
  underWay = { path, query };
}

/**
 * Writes several choices of the address at once; null takes one out. A choice made while another is still on its way
 * goes along with it: nothing chosen quickly is lost.
 */
export function useSetQueryParams(): (changes: Readonly<Record<string, string | null>>) => void {
  const params = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an address that has changed has arrived.
  useEffect(() => {
    underWay = null;
  }, [params, path]);
  return (changes) => {
    const next = new URLSearchParams(underWay?.path === path ? underWay.query : params);
    for (const [name, value] of Object.entries(changes))
      if (value === null) next.delete(name);
      else next.set(name, value);
    const query = next.toString();
    followsQuery(path, query);
    router.replace(query ? `${path}?${query}` : path, { scroll: false });
  };
}

/** A choice that people share or reload lives in the address: read and written like state. */
export function useQueryParam(name: string): [string | null, (value: string | null) => void] {
  const params = useSearchParams();
  const set = useSetQueryParams();
  return [params.get(name), (value) => set({ [name]: value })];
}
