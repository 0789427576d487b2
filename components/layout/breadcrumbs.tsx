"use client";
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

export function Breadcrumbs({ portfolios }: { portfolios: ShellView["portfolios"] }) {
  const path = usePathname();
  const breadcrumbs = useTrail() ?? breadcrumbsOf(path, portfolios);
  return (
    <nav className="flex min-w-0 gap-1.75 whitespace-nowrap text-text-faint" aria-label="Breadcrumb">
      {breadcrumbs.map((crumb, index) => (
        <Fragment key={`${crumb.label}${crumb.href}`}>
          {index === breadcrumbs.length - 1 ? (
            <b aria-current="page" className="overflow-hidden font-medium text-ellipsis text-text">
              {crumb.label}
            </b>
          ) : (
            <>
              {crumb.href ? (
                <Link href={crumb.href} className="hover:text-text max-xs:hidden">
                  {crumb.label}
                </Link>
              ) : (
                <span className="max-xs:hidden">{crumb.label}</span>
              )}
              <span aria-hidden="true" className="max-xs:hidden">
                /
              </span>
            </>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
