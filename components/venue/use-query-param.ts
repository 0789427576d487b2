"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";

/** Writes several choices of the address at once; null takes one out. */
export function useSetQueryParams(): (changes: Readonly<Record<string, string | null>>) => void {
  const params = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  return (changes) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes))
      if (value === null) next.delete(name);
      else next.set(name, value);
    const query = next.toString();
    router.replace(query ? `${path}?${query}` : path, { scroll: false });
  };
}

/** A choice that people share or reload lives in the address: read and written like state. */
export function useQueryParam(name: string): [string | null, (value: string | null) => void] {
  const params = useSearchParams();
  const set = useSetQueryParams();
  return [params.get(name), (value) => set({ [name]: value })];
}
