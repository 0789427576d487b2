"use client";
import { useEffect, useState } from "react";

/**
 * While there is something unsaved: closing the tab must be confirmed, and so must a click on any
 * link of the app, but for the one page that takes the draft along.
 */
export function useUnsavedGuard(isUnsaved: boolean, carriesTo?: string) {
  const [href, setHref] = useState<string | null>(null);
  useEffect(() => {
    if (!isUnsaved) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return;
      if (link.origin !== location.origin || link.pathname === location.pathname) return;
      if (carriesTo && (link.pathname + link.search).startsWith(carriesTo)) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(link.pathname + link.search);
    };
    window.addEventListener("beforeunload", onLeave);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isUnsaved, carriesTo]);
  return { leavingTo: href, stay: () => setHref(null) };
}
