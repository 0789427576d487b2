import Link from "next/link";
import { segmentClass, segmentedClass } from "@/components/ui/segmented";

export const HISTORY_TABS = ["rebalances", "orders", "cash-flows", "fees", "decisions"] as const;
export type HistoryTab = (typeof HISTORY_TABS)[number];

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
  const hrefOf = (each: HistoryTab) =>
    `?${new URLSearchParams({ tab: each, ...(period ? { period } : {}), ...(asset ? { asset } : {}) })}`;
  return (
    <nav className={`${segmentedClass} max-md:flex-wrap`} data-slot="segmented" aria-label="What of the history">
      {HISTORY_TABS.map((each) => (
        <Link
          key={each}
          className={`${segmentClass} max-md:px-2`}
          href={hrefOf(each)}
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
