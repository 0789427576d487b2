import Link from "next/link";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/figures/clock";
import { Toaster } from "@/components/ui/toaster";
import { AccountMenu } from "./account-menu";
import { Breadcrumbs } from "./breadcrumbs";
import { ConnectionBanner } from "./connection-banner";
import { FollowFocus } from "./follow-focus";
import { JumpButton } from "./jump-button";
import { Keel } from "./keel";
import { NavLinks } from "./nav-links";
import { Page } from "./page";
import { Refresh } from "./refresh";
import { SandboxBanner } from "./sandbox-banner";
import { StopSwitch } from "./stop-switch";
import { StoppedBanner } from "./stopped-banner";
import type { Theme } from "./theme";
import { ThemeToggle } from "./theme-toggle";
import { TrailProvider } from "./trail";
import type { ShellView } from "./types";
import { VenueHealth } from "./venue-health";

interface ShellProps {
  view: ShellView;
  theme: Theme;
  renderedAt: number;
  children: ReactNode;
}

/** What never moves between pages: the ways, the venues' health, the stop, the breadcrumbs. */
export function Shell({ view, theme, renderedAt, children }: ShellProps) {
  return (
    <ClockProvider timeZone={view.timeZone} renderedAt={renderedAt}>
      <Toaster>
        <TrailProvider>
          <a className="absolute -top-15 left-2 z-50 rounded-md bg-raised px-3 py-2 focus:top-2" href="#main">
            Skip to content
          </a>
          <div className="grid min-h-dvh grid-cols-[var(--nav-width)_minmax(0,1fr)] max-lg:grid-cols-[56px_minmax(0,1fr)] max-md:grid-cols-1 print:block">
            <nav
              className="sticky top-0 flex h-dvh flex-col overflow-y-auto px-2.5 pt-3.5 pb-3 max-lg:px-2 max-md:hidden print:hidden"
              aria-label="Main"
            >
              <Link
                className="flex items-center gap-2 px-2 pt-0.5 pb-4 text-base leading-5 font-semibold tracking-[-0.01em] max-lg:justify-center"
                href="/"
                aria-label="Evenkeel, overview"
              >
                <Keel />
                <span className="max-lg:hidden">Evenkeel</span>
              </Link>
              <NavLinks waitingCount={view.waitingCount} />
              <div className="mt-auto px-2 pt-3 max-lg:px-0">
                <VenueHealth venues={view.venues} />
                <StopSwitch isStopped={view.stopped !== null} />
              </div>
            </nav>
            <div className="min-w-0 border-l border-line max-md:border-0">
              <header className="sticky top-0 z-10 flex h-12 items-center gap-2.5 border-b border-line bg-canvas px-7 max-md:px-4 print:hidden">
                <Breadcrumbs portfolios={view.portfolios} />
                <div className="ml-auto flex items-center gap-2">
                  <JumpButton portfolios={view.portfolios} />
                  <span className="max-xs:hidden">
                    <ThemeToggle initial={theme} />
                  </span>
                  <AccountMenu ownerName={view.ownerName} email={view.email} />
                  <span className="md:hidden">
                    <StopSwitch isStopped={view.stopped !== null} isShort />
                  </span>
                </div>
              </header>
              {view.isSandbox && <SandboxBanner />}
              <ConnectionBanner />
              {/* Announced at once, wherever the reader is. */}
              <div aria-live="assertive">{view.stopped && <StoppedBanner stopped={view.stopped} />}</div>
              <Page>{children}</Page>
            </div>
          </div>
          <nav
            className="fixed inset-x-0 bottom-0 z-20 box-content grid h-14.5 auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
            aria-label="Main, phone"
          >
            <NavLinks waitingCount={view.waitingCount} isPhone />
          </nav>
          <FollowFocus />
          <Refresh everyMs={15_000} />
        </TrailProvider>
      </Toaster>
    </ClockProvider>
  );
}
