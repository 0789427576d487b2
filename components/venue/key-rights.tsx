"use client";
import { useNow } from "@/components/figures/clock";
import { describeKeyRights } from "@/lib/format/describe-key-rights";
import type { VenueView } from "./types";

/** What the key can do beyond what is needed, and when its right to trade ends. */
export function KeyRights({ permissions }: Pick<VenueView, "permissions">) {
  const now = useNow(false);
  return describeKeyRights(permissions, now).map((sentence) => (
    <p key={sentence} className="text-text-soft px-3.5 pb-3 md:px-5" suppressHydrationWarning>
      {sentence}
    </p>
  ));
}
