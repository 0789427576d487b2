import Link from "next/link";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/figures/clock";
import { Toaster } from "@/components/ui/toaster";
import { Crumbs } from "./crumbs";
import { JumpButton } from "./jump-button";
import { NavLinks } from "./nav-links";
import { Refresh } from "./refresh";
import { StopSwitch } from "./stop-switch";
import { StoppedBanner } from "./stopped-banner";
import { type Theme, ThemeToggle } from "./theme-toggle";
import { TrailProvider } from "./trail";
import type { ShellView } from "./types";
import { VenueHealth } from "./venue-health";

interface ShellProps {
  view: ShellView;
  theme: Theme;
  renderedAt: number;
  children: ReactNode;
}

/** What never moves between pages: the ways, the venues' health, the stop, the crumbs. */
export function Shell({ view, theme, renderedAt, children }: ShellProps) {
  return (
    <ClockProvider timeZone={view.timeZone} renderedAt={renderedAt}>
      <Toaster>
        <TrailProvider>
          <a className="skip" href="#main">
            Skip to content
          </a>
          <div className="shell">
            <nav className="nav" aria-label="Main">
              <Link className="brand" href="/" aria-label="Evenkeel, overview">
                <Keel />
                Evenkeel
              </Link>
              <NavLinks waitingCount={view.waitingCount} />
              <div className="nav-foot">
                <VenueHealth venues={view.venues} />
                <StopSwitch isStopped={view.stopped !== null} />
              </div>
            </nav>
            <div className="shell-main">
              <header className="topbar">
                <Crumbs portfolios={view.portfolios} />
                <div className="topbar-end">
                  <JumpButton portfolios={view.portfolios} />
                  <ThemeToggle initial={theme} />
                  <span className="phone-only">
                    <StopSwitch isStopped={view.stopped !== null} isShort />
                  </span>
                </div>
              </header>
              {/* Announced at once, wherever the reader is. */}
              <div aria-live="assertive">{view.stopped && <StoppedBanner stopped={view.stopped} />}</div>
              <main className="page" id="main" tabIndex={-1}>
                {children}
              </main>
            </div>
          </div>
          <nav className="tabbar" aria-label="Main, phone">
            <NavLinks waitingCount={view.waitingCount} isPhone />
          </nav>
          <Refresh everyMs={15_000} />
        </TrailProvider>
      </Toaster>
    </ClockProvider>
  );
}

function Keel() {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="flex-none"
    >
      <path d="M9 2v8M2 10h14c-.6 3.4-3.2 5.5-7 5.5S2.6 13.4 2 10z" />
    </svg>
  );
}
