"use client";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { cx } from "@/components/ui/cx";
import { Mark } from "@/components/ui/mark";
import { headlineClass, markOf } from "./status-mark";
import type { PortfolioStatus } from "./types";

/** The banner of the first tab in a line, for the others: what the portfolio says of itself is in sight on each. */
export function PortfolioState({ portfolioId, status }: { portfolioId: string; status: PortfolioStatus }) {
  if (useSelectedLayoutSegment() === null) return null;
  return (
    <p className="flex items-baseline gap-2">
      <Mark kind={markOf(status)} className="translate-y-px" />
      <Link href={`/portfolios/${portfolioId}`} className={cx("hover:underline", headlineClass(status))}>
        {status.headline}
      </Link>
    </p>
  );
}
