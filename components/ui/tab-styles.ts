/** A row of links to pages that belong together: the open one is underlined. */
export const tabBarClass = "flex flex-wrap gap-x-5 shadow-[inset_0_-1px_0_var(--color-line)] max-xs:gap-x-4";
export const tabClass =
  "inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-text-soft hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text max-md:h-10";
