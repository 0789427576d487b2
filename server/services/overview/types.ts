/**
 * What the first screen and the shell around every screen are given.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type {
  Autonomy,
  PortfolioMode,
  PortfolioState,
  TargetDrift,
  VenueKind,
  VenueProblemKind,
} from "@/lib/engine/model";
import type { Range } from "@/lib/schemas/series-range";
import type { AssetQuantityView } from "../allotment/types";
import type { UnknownOrderView } from "../order/types";
import type { PortfolioCard, PortfolioStatus } from "../portfolio/types";

export interface OverviewView {
  /** Of all portfolios, in the owner's base currency. */
  totalValue: string | null;
  /** Why the total is not whole, by portfolio; null: it is. */
  partial: string | null;
  baseCurrency: string;
  dayChange: { value: string; ratio: number } | null;
  /** What the total leaves out, and why; null: nothing. */
  missing: string | null;
  portfolios: readonly PortfolioCard[];
  waiting: readonly {
    portfolioId: string;
    portfolioName: string;
    rebalanceId: string;
    headline: string;
    expiresAt: number;
  }[];
  problems: readonly Problem[];
  /** What lies at divided accounts and is no portfolio's, as the last checks saw it: in no card and not in the total. */
  notAllotted: readonly {
    venueId: string;
    venueName: string;
    assets: readonly AssetQuantityView[];
    /** In the overview's currency; null as soon as one of them has no price there. */
    value: string | null;
  }[];
}

/** The command page: one total, what waits, what is wrong, and one page of portfolios. */
export interface OverviewPageView {
  total: TotalView;
  /** Of all live portfolios, whatever the list shows. */
  portfolioCount: number;
  archivedCount: number;
  /** Portfolios by what they are filed under; those without any are absent. */
  states: Readonly<Partial<Record<PortfolioState, number>>>;
  waiting: {
    count: number;
    firstExpiresAt: number | null;
    /** Cash that is to be put to work, all of them: nothing has strayed. */
    areFirstPurchases: boolean;
    /** Where only one waits. */
    only: { rebalanceId: string; portfolioName: string; headline: string } | null;
  };
  /** Venues first, then the first few portfolios. */
  problems: readonly Problem[];
  /** Portfolios in trouble beyond those in `problems`. */
  furtherProblems: number;
  unknownOrders: readonly UnknownOrderView[];
  list: PortfolioListView;
}

/** In the owner's base currency, other currencies at the rate of now. */
export interface TotalView {
  currency: string;
  /** null: nothing has a value yet. */
  value: string | null;
  /** The sum of the portfolios' changes. */
  dayChange: { value: string; ratio: number } | null;
  /** Of `value`: at accounts, and in no portfolio; null: nothing. */
  outside: string | null;
  /** Of `value`: play money, where there is real money beside it. */
  paper: string | null;
  /** Currencies that were converted. */
  converted: readonly string[];
  /** What it leaves out, and why; null: nothing. */
  missing: string | null;
  /** What in it is counted at an older price or balance, by portfolio; null: nothing. */
  partial: string | null;
}

export interface PortfolioListView {
  currency: string;
  rows: readonly PortfolioListRow[];
  /** Found, on all pages. */
  count: number;
  page: number;
  pageCount: number;
  venues: readonly { id: string; name: string }[];
  modes: readonly PortfolioMode[];
}

export interface PortfolioListRow {
  id: string;
  name: string;
  mode: PortfolioMode;
  autonomy: Autonomy;
  venues: readonly { id: string; name: string }[];
  state: PortfolioState;
  status: PortfolioStatus;
  /** Of the figures beside it: the list's, or its own where no price leads from that to the list's. */
  currency: string;
  value: string | null;
  dayChange: { value: string; ratio: number } | null;
  partial: string | null;
  portfolioDrift: number | null;
  /** The target that is farthest, measured in its band. */
  farthest: Pick<TargetDrift, "name" | "weight" | "target" | "band" | "drift" | "isOutside"> | null;
  lastCheckAt: number | null;
}

/** The total over a range, a row an instant; `value` null where no portfolio had a known value. */
export interface TotalSeriesView {
  range: Range;
  currency: string;
  at: readonly number[];
  value: readonly (string | null)[];
  /** Counted throughout as it is worth now: what was outside of portfolios has no history. */
  outside: string | null;
  converted: readonly string[];
}

export interface Problem {
  message: string;
  /** Where it is mended. */
  href: string;
  since: number | null;
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
