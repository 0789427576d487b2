/**
 * What the first screen and the shell around every screen are given.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type { VenueKind, VenueProblemKind } from "@/lib/engine/model";
import type { AssetQuantityView } from "../allotment/types";
import type { PortfolioCard } from "../portfolio/types";

export interface OverviewView {
  totalValue: string | null;
  /** Why the total is not whole, by portfolio; null: it is. */
  partial: string | null;
  baseCurrency: string;
  dayChange: { value: string; ratio: number } | null;
  portfolios: readonly PortfolioCard[];
  waiting: readonly {
    portfolioId: string;
    portfolioName: string;
    rebalanceId: string;
    headline: string;
    expiresAt: number;
  }[];
  problems: readonly { message: string; href: string; since: number | null }[];
  /** What lies at divided accounts and is no portfolio's, as the last checks saw it: in no card and not in the total. */
  notAllotted: readonly {
    venueId: string;
    venueName: string;
    assets: readonly AssetQuantityView[];
    /** In the overview's currency; null as soon as one of them has no price there. */
    value: string | null;
  }[];
}

/** Always in the shell: venue health, what waits, the kill switch. */
export interface ShellView {
  ownerName: string;
  email: string;
  /** All of this is the sandbox's, nothing the person's own. */
  isSandbox: boolean;
  /** IANA name; every instant on screen is read in it. */
  timeZone: string;
  waitingCount: number;
  venues: readonly {
    id: string;
    name: string;
    kind: VenueKind;
    isSimulated: boolean;
    latencyMs: number | null;
    problem: string | null;
    problemKind: VenueProblemKind | null;
    /** Orders there whose fate is not known. */
    unknownCount: number;
  }[];
  portfolios: readonly { id: string; name: string }[];
  stopped: { at: number; reason: string | null } | null;
}
