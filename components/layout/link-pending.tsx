"use client";
import { useLinkStatus } from "next/link";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";

/** Inside a Link: after 150 ms of waiting for the next page, says so. The page before stays, with its figures. */
export function LinkPending({ className }: { className?: string }) {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span
      className={cx("ml-2 inline-flex flex-none animate-appear text-text-faint", className)}
      role="status"
      aria-label="Loading the page"
    >
      <Spinner />
    </span>
  );
}
