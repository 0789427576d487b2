"use client";
import { useCallback, useState } from "react";

/** Whether an element has come near the window: what nobody has scrolled to is not computed yet. Stays true. */
export function useNear<T extends Element>() {
  const [isNear, setNear] = useState(false);
  const ref = useCallback((element: T | null) => {
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: "300px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, isNear] as const;
}
