/**
 * How an account is divided among portfolios, as screens see it.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type { AllotmentKind } from "@/lib/engine/model";

/** An account's parts and what is nobody's: together they are the account, to the last digit. */
export interface DivisionView {
  /** "conflict": several use it and nobody has said whose is what; none trades there. */
  kind: AllotmentKind | "conflict";
  /** The account answered just now; without that no part is known. */
  isKnown: boolean;
  /** Orders were filled just now: what is not allotted may be theirs. */
  isSettling: boolean;
  parts: readonly {
    portfolioId: string;
    portfolioName: string;
    /** By asset: which are its whole. */
    assets: readonly string[];
    balances: readonly AssetQuantityView[];
    /** Its books say so, and the account does not hold it. */
    missing: readonly AssetQuantityView[];
    /** Used beyond its part, for example by fees in a coin it has none of. */
    overdrawn: readonly AssetQuantityView[];
  }[];
  notAllotted: readonly AssetQuantityView[];
}

export interface AssetQuantityView {
  asset: string;
  quantity: string;
}
