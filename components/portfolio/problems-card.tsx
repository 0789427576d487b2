import Link from "next/link";
import { Age } from "@/components/figures/age";
import { Card, CardHeader } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";
import { TextLink } from "@/components/ui/text-link";
import { plural } from "@/lib/format/plural";
import type { OverviewPageView } from "./types";

/** What is wrong, since when, and where it is mended. */
export function ProblemsCard({
  problems,
  furtherCount = 0,
}: {
  problems: OverviewPageView["problems"];
  /** Portfolios in trouble that are not told here. */
  furtherCount?: number;
}) {
  const count = problems.length + furtherCount;
  if (count === 0) return null;
  return (
    <Card labelledBy="h-problems">
      <CardHeader
        id="h-problems"
        title="Needs a look"
        hint={count > 1 ? `${count} things` : undefined}
        push={
          furtherCount > 0 && (
            <TextLink href="/portfolios?state=trouble">{plural(furtherCount, "more portfolio")}</TextLink>
          )
        }
      />
      <ul className="divide-y divide-hairline border-t border-hairline">
        {problems.map((problem) => (
          <li key={`${problem.href}${problem.message}`}>
            <Link
              href={problem.href}
              className="grid min-h-9 grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-2.5 gap-y-0.5 px-5 py-2.25 hover:bg-hover focus-visible:relative focus-visible:z-1 max-md:px-3.5"
            >
              <Mark kind="warn" className="translate-y-0.5" />
              <span>{problem.message}</span>
              {problem.since !== null && (
                <span className="text-xs whitespace-nowrap text-text-faint max-md:col-start-2">
                  since <Age at={problem.since} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
