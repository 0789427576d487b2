import Link from "next/link";
import { segmentClass, segmentedClass } from "@/components/ui/segmented";

export const HISTORY_TABS = ["rebalances", "orders", "decisions"] as const;
export type HistoryTab = (typeof HISTORY_TABS)[number];

const NAMES: Record<HistoryTab, string> = { rebalances: "Rebalances", orders: "Orders", decisions: "Decisions" };

/** Links, not buttons: a tab can be shared, opened beside, and gone back from. */
export function HistoryTabs({ tab, range }: { tab: HistoryTab; range: string }) {
  return (
    <nav className={segmentedClass} data-slot="segmented" aria-label="What of the history">
      {HISTORY_TABS.map((each) => (
        <Link
          key={each}
          className={segmentClass}
          href={`?tab=${each}&range=${range}`}
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
