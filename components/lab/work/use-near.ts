"use client";
import { useCallback, useState } from "react";

/** Whether an element is near the window: what is out of sight is not computed. */
export function useNear<T extends Element>() {
  const [isNear, setNear] = useState(false);
  const ref = useCallback((element: T | null) => {
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        setNear(entries.at(-1)?.isIntersecting ?? false);
      },
      { rootMargin: "300px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, isNear] as const;
}
