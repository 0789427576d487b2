"use client";
import type { MouseEvent, ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { tabBarClass, tabClass } from "@/components/ui/tab-styles";
import { plural } from "@/lib/format/plural";
import type { PolicySettings } from "../draft/draft";
import { PARTS } from "../draft/parts";
import type { Problem } from "../draft/problem";
import { EDITOR_PAGES, type EditorPage, PAGE_NAMES, PAGE_OF_PART, problemsByPage } from "./pages";
import type { EditorPages } from "./use-editor-page";

interface PageTabsProps {
  pages: EditorPages;
  settings: PolicySettings;
  problems: readonly Problem[];
}

const BADGE = "rounded-full px-1.25 text-2xs font-normal";

/** One link a page: which is open, which parts are on, and where something is wrong. */
export function PageTabs({ pages, settings, problems }: PageTabsProps) {
  const wrong = problemsByPage(problems);
  const on = new Set<EditorPage>(PARTS.filter((part) => settings[part]).map((part) => PAGE_OF_PART[part]));
  return (
    <nav className={cx(tabBarClass, "-mt-1")} aria-label="Pages of the policy">
      {EDITOR_PAGES.map((page) => {
        const count = wrong.get(page)?.length ?? 0;
        return (
          <PageLink key={page} page={page} pages={pages} isTab className={tabClass}>
            {PAGE_NAMES[page]}
            {on.has(page) && <span className={cx(BADGE, "bg-sunken text-text-soft")}>on</span>}
            {count > 0 && (
              <span
                className={cx(
                  BADGE,
                  "min-w-4 bg-warning-wash text-center font-medium text-warning inset-ring inset-ring-warning-line",
                )}
              >
                <span aria-hidden="true">{count}</span>
                <span className="sr-only">, {plural(count, "problem")}</span>
              </span>
            )}
          </PageLink>
        );
      })}
    </nav>
  );
}

interface PageLinkProps {
  page: EditorPage;
  pages: EditorPages;
  isTab?: boolean;
  className?: string;
  children: ReactNode;
}

/** A true link, so that it opens in a new tab too; a plain click turns the page without a request. */
export function PageLink({ page, pages, isTab = false, className, children }: PageLinkProps) {
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    pages.open(page);
  };
  return (
    <a
      href={pages.hrefOf(page)}
      className={className}
      aria-current={isTab && page === pages.page ? "page" : undefined}
      onClick={onClick}
    >
      {children}
    </a>
  );
}
