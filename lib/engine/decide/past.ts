/** What the moving parts of a policy are made from: past closes, capitalisations, costs, and what was before. */
import type { Capitalisation, CapitalisationTable, PriceTable, ResolvedPolicy, StopState } from "@/lib/engine/model";

/** What a policy is resolved from. */
export interface ResolveHistory {
  /** Closes of `historyNeeded(policy).assets`, in any one currency; null where there are none. */
  table: PriceTable | null;
  /** How long after its time a close is known, in ms: the length of a bar where times are its beginning, else 0. */
  knownAfterMs: number;
  /** Where the closes come from, for people. */
  sources: readonly string[];
  capitalisations: CapitalisationTable | readonly Capitalisation[] | null;
  /** One-way cost of trading by targetKey: fee and half spread, a share. A target without one is not open now. */
  costs: Readonly<Record<string, number>>;
  /** As the last check left it; null: none yet. */
  stop: StopState | null;
  /** Value of 1 put in at the start, flows taken out; null: not known now, the stop then stays as it is. */
  index: number | null;
  /** The owner requests to go back into the market. */
  isRestartRequested?: boolean;
  /** Deposits less withdrawals since the last run, as a share of the portfolio now. */
  flowShare: number;
  /** Of the last check under this very policy version; null: none. Weights of the same occurrence are taken from it. */
  previous: ResolvedPolicy | null;
}

/** History as the policy's targets see it. */
export interface TargetHistory {
  prices: PriceTable;
  daysPerBar: number;
  /** Last bar whose close is known at the instant; -1: none. */
  barAt: (at: number) => number;
}
