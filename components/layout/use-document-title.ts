"use client";
import { useEffect } from "react";

/** The tab's title where no page gives one: of what is broken or not there. The title before comes back with the page. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · Evenkeel`;
    return () => {
      document.title = before;
    };
  }, [title]);
}
