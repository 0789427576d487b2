import type { ReactNode } from "react";

/** Fields in as many columns as fit; on a phone in two. A field of long choices takes two of them: `col-span-2`. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(148px,1fr))] gap-x-4 gap-y-3.5 max-md:grid-cols-2">
      {children}
    </div>
  );
}
