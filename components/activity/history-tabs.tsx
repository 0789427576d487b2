"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";
import { segmentClass, segmentedClass } from "@/components/ui/segmented";
import { followsQuery } from "@/components/venue/use-query-param";
import { HISTORY_TABS, type HistoryTab } from "./history-kinds";

const NAMES: Record<HistoryTab, string> = {
  rebalances: "Rebalances",
  orders: "Orders",
  "cash-flows": "Deposits",
  fees: "Fees",
  decisions: "Decisions",
};

interface HistoryTabsProps {
  tab: HistoryTab;
  /** What is filtered by goes along; a state belongs to its own tab. */
  period?: string;
  asset?: string;
}

/** Links, not buttons: a tab can be shared, opened beside, and gone back from. */
export function HistoryTabs({ tab, period, asset }: HistoryTabsProps) {
  const path = usePathname();
  const queryOf = (each: HistoryTab) =>
    new URLSearchParams({ tab: each, ...(period ? { period } : {}), ...(asset ? { asset } : {}) }).toString();
  return (
    <nav className={cx(segmentedClass, "max-md:flex-wrap")} data-slot="segmented" aria-label="What of the history">
      {HISTORY_TABS.map((each) => (
        <Link
          key={each}
          className={cx(segmentClass, "max-md:px-2")}
          href={`?${queryOf(each)}`}
          onNavigate={() => followsQuery(path, queryOf(each))}
          replace
          scroll={false}
          aria-current={each === tab ? "true" : undefined}
        >
          {NAMES[each]}
        </Link>
      ))}
    </nav>
  );
}
