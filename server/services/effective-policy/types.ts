/** What a policy's moving parts come to, as screens see it. Instants are epoch ms. */
import type { StopPhase, TargetRuleKind, TrendFacts } from "@/lib/engine/model";
import type { CapitalisationView } from "../capitalisation/types";

/** What a policy's moving parts come to now, beside what is written in it. */
export interface ResolvedPolicyView {
  at: number;
  /** One per target, in the policy's order; empty where `problems` say why nothing could be resolved. */
  targets: readonly ResolvedTargetView[];
  /** What sets the weights; null: they are as written. `asOf` is the occurrence they were computed for. */
  rule: {
    kind: TargetRuleKind;
    asOf: number;
    nextAt: number | null;
    sources: readonly string[];
    note: string | null;
  } | null;
  /** How far the portfolio is from its stop: `fall` from the peak, as a share above 0; null: no stop. */
  stop: {
    phase: StopPhase;
    fall: number;
    drop: number;
    peakAt: number;
    /** Since when peaks are sought; null: not known of a stop of an older version. */
    measuredFrom: number | null;
    /** Of a fall past the drop that the next orderly check must show as well; null: none. */
    firstBelowAt: number | null;
    since: number;
    safeAsset: string;
  } | null;
  /** Deposits less withdrawals since the last run, where a trigger reads them. */
  flow: { share: number; bar: number } | null;
  /** Of every asset a capitalisation rule reads; empty for other rules. */
  capitalisations: readonly CapitalisationView[];
  problems: readonly ResolveProblemView[];
}

export interface ResolvedTargetView {
  key: string;
  name: string;
  members: readonly string[];
  /** As written, and as the rule sets it; equal without a rule. */
  written: number;
  weight: number;
  /** What bound, least and most leave the rule; null: the rule does not set this target. */
  range: { low: number; high: number } | null;
  /** Half-width now. */
  band: number;
  /** Standard deviation of a day's return, where the band reads it. */
  sigmaDay: number | null;
  /** Where a trend guard or restart reads it. */
  trend: Omit<TrendFacts, "key"> | null;
}

export interface ResolveProblemView {
  /** "Bitcoin has 12 days of closes stored; this rule needs 90." */
  message: string;
  /** Which part of the policy needs it. */
  part: "weights" | "bands" | "trend" | "stop" | null;
  /** Where it can be mended: "Fetch history", "Upload capitalisations". */
  fix: { label: string; href: string } | null;
}
