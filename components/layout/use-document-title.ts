"use client";
import { useEffect } from "react";

/** The tab's title where no page gives one: of what is broken or not there. The title before comes back with the page. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    const named = `${title} · Evenkeel`;
    const before = document.title;
    const claim = () => {
      if (document.title !== named) document.title = named;
    };
    claim();
    // The title of a page that is not there is streamed in behind its face.
    const watch = new MutationObserver(claim);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      watch.disconnect();
      if (document.title === named) document.title = before;
    };
  }, [title]);
}
