/** What the lab opens with, as the server sees it. Instants are epoch ms. */
import type { AssetId, Capitalisation, Policy } from "@/lib/engine/model";
import type { LabSpec, LabTimeframe } from "@/lib/schemas/lab-spec";
import type { PolicyTemplate } from "../policy/types";

/** A place prices can come from. */
export interface LabSource {
  source: string;
  /** "Kraken", "Simulated market", "closes.csv". */
  name: string;
  isSimulated: boolean;
  quotes: readonly AssetId[];
  timeframes: readonly LabTimeframe[];
  /** What it has prices of, with the first and last bar stored in any timeframe; epoch ms. */
  assets: readonly { asset: AssetId; firstAt: number; lastAt: number }[];
}

export interface LabPortfolio {
  id: string;
  name: string;
  policy: Policy;
  version: number;
}

export interface LabSetUp {
  /** What to open with when the link names no run. */
  spec: LabSpec;
  /** The requested portfolio; null when none was. */
  portfolio: LabPortfolio | null;
  portfolios: readonly LabPortfolio[];
  templates: readonly PolicyTemplate[];
  sources: readonly LabSource[];
  /** The newest figure of each asset a policy here may weigh by capitalisation. */
  capitalisations: readonly Capitalisation[];
}
