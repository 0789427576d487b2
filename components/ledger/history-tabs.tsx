import Link from "next/link";

export const HISTORY_TABS = ["rebalances", "orders", "decisions"] as const;
export type HistoryTab = (typeof HISTORY_TABS)[number];

const NAMES: Record<HistoryTab, string> = { rebalances: "Rebalances", orders: "Orders", decisions: "Decisions" };

/** Links, not buttons: a tab can be shared, opened beside, and gone back from. */
export function HistoryTabs({ tab, range }: { tab: HistoryTab; range: string }) {
  return (
    <nav className="seg" aria-label="What of the history">
      {HISTORY_TABS.map((each) => (
        <Link
          key={each}
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
