"use client";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { LinkPending } from "@/components/layout/link-pending";
import { tabBarClass, tabClass } from "@/components/ui/tab-styles";

/** By the segment of the address; the first has none. */
const TABS = [
  { segment: null, name: "Allocation" },
  { segment: "history", name: "History" },
  { segment: "performance", name: "Performance" },
  { segment: "policy", name: "Policy" },
] as const;

/** The pages of a portfolio. Links, not buttons: a tab can be shared, opened beside, and gone back from. */
export function PortfolioTabs({ portfolioId }: { portfolioId: string }) {
  const open = useSelectedLayoutSegment();
  return (
    <nav className={tabBarClass} aria-label="Pages of this portfolio">
      {TABS.map(({ segment, name }) => (
        <Link
          key={name}
          href={`/portfolios/${portfolioId}${segment === null ? "" : `/${segment}`}`}
          className={tabClass}
          aria-current={segment === open ? "page" : undefined}
          scroll={false}
        >
          {name}
          <LinkPending />
        </Link>
      ))}
    </nav>
  );
}
