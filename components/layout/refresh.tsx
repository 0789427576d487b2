"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { reportAnswer, reportSilence, useConnection } from "@/components/trpc/connection";

/** A server that takes longer than this to say that it is there is as good as gone. */
const ANSWER_MS_MAX = 8_000;
const LOST_EVERY_MS = 3_000;

/** Without an answer a refresh would end on the browser's error page; what is on screen, with its age, is better. */
const isReachable = () =>
  fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS_MAX) }).then(
    (response) => response.ok,
    () => false,
  );

/**
 * Renders the page and the shell anew now and then while the tab is in sight, and when it comes back. While nobody
 * answers it knocks more often, so that the page is well again soon after the server is.
 */
export function Refresh({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  const isLost = useConnection().lostSince !== null;
  useEffect(() => {
    let last = Date.now();
    const waitMs = isLost ? LOST_EVERY_MS : everyMs;
    const refresh = async () => {
      if (document.hidden || Date.now() - last < Math.min(waitMs, 3_000)) return;
      last = Date.now();
      if (await isReachable()) {
        reportAnswer();
        router.refresh();
      } else reportSilence(last);
    };
    const timer = setInterval(refresh, waitMs);
    document.addEventListener("visibilitychange", refresh);
    // The browser knows at once that it has no network; whether Evenkeel is reached all the same is asked.
    window.addEventListener("offline", refresh);
    window.addEventListener("online", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("offline", refresh);
      window.removeEventListener("online", refresh);
    };
  }, [everyMs, isLost, router]);
  return null;
}
