import Link from "next/link";
import { Age } from "@/components/figures/age";
import { Mark } from "@/components/ui/mark";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import type { OverviewView } from "./types";

/** What is wrong, since when, and where it is mended. */
export function ProblemsSheet({ problems }: { problems: OverviewView["problems"] }) {
  if (problems.length === 0) return null;
  return (
    <Sheet labelledBy="h-problems">
      <SheetHead
        id="h-problems"
        title="Needs a look"
        hint={problems.length > 1 ? `${problems.length} things` : undefined}
      />
      <ul className="rows border-hairline border-t">
        {problems.map((problem) => (
          <li key={`${problem.href}${problem.message}`}>
            <Link href={problem.href} className="problem-row">
              <Mark kind="warn" />
              <span>{problem.message}</span>
              {problem.since !== null && (
                <span className="faint xs push nowrap">
                  since <Age at={problem.since} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
