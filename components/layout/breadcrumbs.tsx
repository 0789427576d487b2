"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Fragment } from "react";
import { type Breadcrumb, useTrail } from "./trail";
import type { ShellView } from "./types";

const NAMES: Record<string, string> = {
  portfolios: "Portfolios",
  new: "New portfolio",
  policy: "Policy",
  history: "History",
  performance: "Performance",
  rebalances: "Rebalances",
  review: "Review",
  lab: "Lab",
  venues: "Venues",
  connect: "Connect",
  activity: "Activity",
  settings: "Settings",
};

function breadcrumbsOf(path: string, portfolios: ShellView["portfolios"]): readonly Breadcrumb[] {
  const steps = path.split("/").filter(Boolean);
  if (steps.length === 0) return [{ label: "Overview" }];
  if (steps[0] === "rebalances") return [{ label: "Portfolios", href: "/portfolios" }, { label: "Rebalance" }];
  return steps.map((step, index) => ({
    label: NAMES[step] ?? portfolios.find((portfolio) => portfolio.id === step)?.name ?? "Portfolio",
    href: `/${steps.slice(0, index + 1).join("/")}`,
  }));
}

/** Where this page stands. Short of space the ways to it give way, never its own name; on a phone one step back is left. */
export function Breadcrumbs({ portfolios }: { portfolios: ShellView["portfolios"] }) {
  const path = usePathname();
  const breadcrumbs = useTrail() ?? breadcrumbsOf(path, portfolios);
  const current = breadcrumbs.at(-1);
  const ways = breadcrumbs.slice(0, -1);
  const back = ways.findLast((crumb) => crumb.href !== undefined);
  return (
    <nav className="flex min-w-0 items-center gap-1.75 whitespace-nowrap text-text-faint" aria-label="Breadcrumb">
      {back?.href && (
        <Link
          href={back.href}
          aria-label={`Back to ${back.label}`}
          className="-ml-1.5 grid size-6 flex-none place-content-center hover:text-text md:hidden"
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </Link>
      )}
      {ways.map((crumb) => (
        <Fragment key={`${crumb.label}${crumb.href}`}>
          {crumb.href ? (
            <Link href={crumb.href} title={crumb.label} className={`${WAY} hover:text-text`}>
              {crumb.label}
            </Link>
          ) : (
            <span title={crumb.label} className={WAY}>
              {crumb.label}
            </span>
          )}
          <span aria-hidden="true" className="max-md:hidden">
            /
          </span>
        </Fragment>
      ))}
      <b aria-current="page" title={current?.label} className="min-w-0 truncate font-medium text-text">
        {current?.label}
      </b>
    </nav>
  );
}

/** Shrinks a thousand times as fast as the page's own name. */
const WAY = "min-w-6 shrink-1000 truncate max-md:hidden";
