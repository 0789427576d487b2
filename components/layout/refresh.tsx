"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Without an answer a refresh would end on the browser's error page; what is on screen, with its age, is better. */
const isReachable = () =>
  fetch("/api/health", { cache: "no-store" }).then(
    (response) => response.ok,
    () => false,
  );

/** Renders the page and the shell anew now and then while the tab is in sight, and when it comes back. */
export function Refresh({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    let last = Date.now();
    const refresh = async () => {
      if (document.hidden || Date.now() - last < Math.min(everyMs, 3_000)) return;
      last = Date.now();
      if (await isReachable()) router.refresh();
    };
    const timer = setInterval(refresh, everyMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [everyMs, router]);
  return null;
}
