"use client";
import { useLinkStatus } from "next/link";

/** Inside a Link: after 150 ms of waiting for the next page, says so. The page before stays, with its figures. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <span className="busy link-pending" role="status" aria-label="Loading the page" /> : null;
}
