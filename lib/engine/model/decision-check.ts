/** The checks behind a decision, each with its figures beside their bounds: the table under "why". */
import type { AssetId } from "./asset";
import type { LimitCheck, UntradableLeg } from "./plan";
import type { TargetRuleKind } from "./policy";
import type { ResolveProblem, RuleOrigin } from "./resolved-policy";

export type DecisionCheckKind =
  | "prices"
  | "venues"
  | "rule"
  | "portfolio-stop"
  | "bands"
  | "schedule"
  | "portfolio-drift"
  | "cash-flow"
  | "cooldown"
  | "trend-guard"
  | "minimum-trade"
  | "limits";

export type CheckOutcome = "passed" | "broken" | "wait" | "not-reached";
/** As shown: what had nothing to compare is not called passed. */
export type ShownOutcome = CheckOutcome | "not-needed";

/** What a check found: figures beside their bounds. Text is made in lib/format (describe-check). */
export type CheckFinding =
  | { kind: "prices-missing"; assets: readonly AssetId[] }
  | { kind: "prices-suspect"; assets: readonly AssetId[] }
  /** Of the oldest of `count` prices; 0: none is needed. */
  | { kind: "price-age"; count: number; ageMs: number; ageMsMax: number }
  | { kind: "venues-silent"; names: readonly string[] }
  | { kind: "venues-answer"; count: number }
  /** null: there is no target to measure. */
  | { kind: "bands-whole"; nearest: { name: string; distance: number } | null }
  | { kind: "bands-broken"; broken: readonly { name: string; drift: number; band: number }[] }
  | { kind: "requested" }
  | { kind: "occurrence-due"; at: number; timeZone: string }
  | { kind: "policy-changed" }
  /** null: no occurrence will come. */
  | { kind: "next-occurrence"; next: { at: number; timeZone: string } | null }
  | { kind: "portfolio-drift"; drift: number; threshold: number }
  | { kind: "cooldown"; minutes: number; state: CooldownState }
  | { kind: "rule-unresolved"; problems: readonly ResolveProblem[] }
  | ({ kind: "rule"; rule: TargetRuleKind; timeZone: string } & Pick<RuleOrigin, "asOf" | "sources" | "note">)
  /** `since`: out of the market since then; null: in it. */
  | { kind: "portfolio-stop"; fall: number; drop: number; safeAsset: AssetId; since: number | null }
  | { kind: "cash-flow"; share: number; threshold: number }
  | { kind: "trend-guard"; guarded: readonly GuardedTarget[]; momentumMin: number }
  | { kind: "trend-guard-idle"; why: "nothing-to-sell" | "back-to-market" | "nothing-guarded" }
  | { kind: "no-trade"; legs: readonly UntradableLeg[] }
  | { kind: "trades-too-small"; notionalMin: string; unit: AssetId }
  | { kind: "limits"; failed: readonly LimitCheck[] };

/** What the cooldown came to: nobody asked for it yet, no run to cool from, over, or so many minutes left. */
export type CooldownState =
  | { kind: "not-reached" | "no-run" | "over" }
  | { kind: "left"; minutes: number; skippedFor: "request" | "unfinished-run" | "portfolio-stop" | null };

/** A target the trend guard lets run; `trend` null: its figures are not known. */
export interface GuardedTarget {
  name: string;
  drift: number;
  driftMax: number;
  trend: { price: number; average: number; momentum: number } | null;
}

/** One line of "why": the check, what it found, how it ended. Shown for holds and for proposals alike. */
export interface DecisionCheck {
  check: DecisionCheckKind;
  outcome: CheckOutcome;
  finding: CheckFinding;
}

/** A check as text: as screens are given it (made by lib/format), and as versions before 0.3 stored it. */
export interface DescribedCheck {
  check: DecisionCheckKind;
  outcome: ShownOutcome;
  detail: string;
}
