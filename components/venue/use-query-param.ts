"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";

/** A choice that people share or reload lives in the address: read and written like state. */
export function useQueryParam(name: string): [string | null, (value: string | null) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  const set = (value: string | null) => {
    const next = new URLSearchParams(params);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const query = next.toString();
    router.replace(query ? `${path}?${query}` : path, { scroll: false });
  };
  return [params.get(name), set];
}
