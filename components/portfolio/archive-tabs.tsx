import Link from "next/link";
import { segmentClass, segmentedClass } from "@/components/ui/segmented";
import { formatDecimal } from "@/lib/format/number";

interface ArchiveTabsProps {
  isArchived: boolean;
  portfolioCount: number;
  archivedCount: number;
}

/** The list of portfolios at work, and that of those put away. */
export function ArchiveTabs({ isArchived, portfolioCount, archivedCount }: ArchiveTabsProps) {
  const tabs = [
    { href: "/portfolios", name: "At work", count: portfolioCount, isHere: !isArchived },
    { href: "/portfolios?state=archived", name: "Archived", count: archivedCount, isHere: isArchived },
  ];
  return (
    <nav className={segmentedClass} aria-label="Which portfolios">
      {tabs.map(({ href, name, count, isHere }) => (
        <Link key={href} href={href} className={segmentClass} aria-current={isHere || undefined}>
          {name} ({formatDecimal(count)})
        </Link>
      ))}
    </nav>
  );
}
