/** What an entry of the audit trail records, by action (noun.verb). Names are those of that time; never a secret. */
import type { Decimal, Quantity } from "@/lib/money";
import type { AllotmentKind, AssetId } from "./asset";
import type { Difference, StopReason } from "./execution";
import type { FoundOrder, HaltReason, RunOutcome } from "./outcome";
import type { KeyPermissions } from "./venue-port";

export type AuditFact =
  | { action: "account.set-up"; name: string }
  | { action: "account.sign-in" }
  | { action: "account.change-password" }
  | { action: "account.end-sessions"; count: number }
  | { action: "settings.update"; name?: string; baseCurrency?: string; timeZone?: string }
  /** null: the owner's own were removed. */
  | { action: "settings.capitalisations"; file: { name: string; coins: number; rows: number } | null }
  | { action: "sandbox.build" | "sandbox.remove" }
  | { action: "trading.stop"; reason: string | null }
  | { action: "trading.resume" }
  | {
      action: "history.import";
      file: string;
      assets: readonly AssetId[];
      bars: number;
      timeframe: string;
      quote: AssetId;
    }
  | { action: "history.remove-import"; file: string }
  | { action: "venue.connect"; exchange: string; name: string; exchangeId: string; permissions: KeyPermissions }
  /** `exchangeId` null: simulated prices. */
  | { action: "venue.create-paper"; name: string; exchangeId: string | null }
  | { action: "venue.create-manual"; name: string; count: number }
  | { action: "venue.rename"; before: string; name: string }
  | { action: "venue.replace-keys"; name: string }
  | { action: "venue.remove"; name: string; hadKeys: boolean }
  | { action: "venue.set-balance"; venue: string; asset: AssetId; before: Quantity; after: Quantity }
  /** From and to: names of portfolios; null: what is not allotted. */
  | { action: "venue.allot"; venue: string; asset: AssetId; quantity: Quantity; from: string | null; to: string | null }
  | {
      action: "venue.divide";
      venue: string;
      by: AllotmentKind | "whole";
      portfolios: readonly string[];
      division: unknown;
    }
  | { action: "portfolio.create"; portfolio: string; venues: readonly string[] }
  | { action: "portfolio.rename"; before: string; portfolio: string }
  | { action: "portfolio.set-venues"; portfolio: string; venues: readonly string[] }
  | { action: "portfolio.pause"; portfolio: string }
  | { action: "portfolio.resume"; portfolio: string; halt: HaltReason | null }
  | { action: "portfolio.restart"; portfolio: string }
  | { action: "portfolio.resume-declined"; portfolio: string }
  | { action: "portfolio.archive"; portfolio: string }
  /** `left`: accounts that were removed meanwhile, which it no longer spans. */
  | { action: "portfolio.restore"; portfolio: string; left: readonly string[] }
  /** Whether its owner had its records; else the name was typed to do without. */
  | { action: "portfolio.delete"; portfolio: string; isExported: boolean }
  | { action: "policy.save"; portfolio: string; version: number; note: string | null }
  /** What was suspect, as the owner confirmed it; before: what was confirmed until then. */
  | {
      action: "price.accept" | "balance.accept";
      portfolio: string;
      about: "price" | "balance";
      asset: AssetId;
      venueId?: string;
      seen: Decimal;
      before: Decimal | null;
    }
  | { action: "rebalance.propose"; portfolio: string }
  | { action: "rebalance.block"; portfolio: string }
  | { action: "rebalance.approve"; portfolio: string; tradeCount: number; planHash: string }
  | { action: "rebalance.decline"; portfolio: string; until: number | null }
  | { action: "rebalance.stop"; reason: StopReason }
  | {
      action: "rebalance.settle" | "rebalance.fall-short" | "rebalance.end" | "rebalance.halt";
      outcome: RunOutcome | null;
      differences: readonly Difference[] | null;
    }
  | { action: "rebalance.accept-differences"; portfolio: string; differences: readonly Difference[] }
  /** Fruitless: runs in a row that traded nothing. */
  | { action: "rebalance.give-up"; attempts: number; fruitless: number | null; pendingIds: readonly string[] }
  | { action: "order.find"; order: FoundOrder; isHalted: boolean };

export type AuditAction = AuditFact["action"];
export type AuditSubject = "venue" | "portfolio" | "policy" | "rebalance" | "price-import" | "trading";
