ALTER TABLE "slots" RENAME TO "occurrences";--> statement-breakpoint
ALTER TABLE "occurrences" RENAME COLUMN "slot_at" TO "occurrence_at";--> statement-breakpoint
ALTER TABLE "occurrences" RENAME CONSTRAINT "slots_portfolio_id_portfolios_id_fk" TO "occurrences_portfolio_id_portfolios_id_fk";--> statement-breakpoint
ALTER INDEX "slots_pkey" RENAME TO "occurrences_pkey";--> statement-breakpoint
ALTER INDEX "slots_once" RENAME TO "occurrences_once";--> statement-breakpoint
ALTER INDEX "slots_due" RENAME TO "occurrences_due";--> statement-breakpoint
ALTER TABLE "held_baselines" RENAME TO "hold_baselines";--> statement-breakpoint
ALTER TABLE "hold_baselines" RENAME CONSTRAINT "held_baselines_portfolio_id_portfolios_id_fk" TO "hold_baselines_portfolio_id_portfolios_id_fk";--> statement-breakpoint
ALTER INDEX "held_baselines_portfolio_id_asset_pk" RENAME TO "hold_baselines_portfolio_id_asset_pk";--> statement-breakpoint
ALTER TABLE "valuations" RENAME COLUMN "held_value" TO "hold_value";--> statement-breakpoint
ALTER TABLE "master_key_print" RENAME TO "master_key_fingerprint";--> statement-breakpoint
ALTER INDEX "master_key_print_pkey" RENAME TO "master_key_fingerprint_pkey";--> statement-breakpoint
ALTER TABLE "portfolio_states" RENAME COLUMN "ruling" TO "resolved_policy";--> statement-breakpoint
-- What stands in stored documents under the words of before. "key": and "kind": "…" cannot occur inside a value, where quotes are escaped.
CREATE FUNCTION pg_temp.renamed(document jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	old_text text := document::text;
	pair text[];
BEGIN
	FOREACH pair SLICE 1 IN ARRAY ARRAY[
		['"ruling": ', '"resolved": '],
		['"doubts": ', '"suspects": '],
		['"doubt": ', '"suspicion": '],
		['"believed": ', '"counted": '],
		['"sinceBelieved": ', '"sinceConfirmed": '],
		['"isDoubted": ', '"isSuspect": '],
		['"looks": ', '"observations": '],
		['"askAgainAt": ', '"recheckAt": '],
		['"carried": ', '"deferred": '],
		['"goal": ', '"postTrade": '],
		['"slotAt": ', '"occurrenceAt": '],
		['"bar": ', '"threshold": '],
		['"whenInDoubt": ', '"whenUnconfirmed": '],
		['"kind": "no-ruling"', '"kind": "policy-unresolved"'],
		['"kind": "in-doubt"', '"kind": "unconfirmed"'],
		['"why": "in-doubt"', '"why": "unconfirmed"'],
		['"kind": "doubted"', '"kind": "suspect"'],
		['"kind": "price-doubtful"', '"kind": "price-unconfirmed"'],
		['"kind": "asked"', '"kind": "requested"']
	] LOOP
		old_text := replace(old_text, pair[1], pair[2]);
	END LOOP;
	RETURN old_text::jsonb;
END $$;--> statement-breakpoint
UPDATE "evaluations" SET "decision" = pg_temp.renamed("decision"), "snapshot" = pg_temp.renamed("snapshot");--> statement-breakpoint
UPDATE "rebalances" SET "reasons" = pg_temp.renamed("reasons"), "plan" = pg_temp.renamed("plan"), "snapshot" = pg_temp.renamed("snapshot"), "limit_checks" = pg_temp.renamed("limit_checks"), "achieved" = pg_temp.renamed("achieved");--> statement-breakpoint
UPDATE "portfolio_states" SET "confirmations" = pg_temp.renamed("confirmations"), "stop" = pg_temp.renamed("stop"), "resolved_policy" = pg_temp.renamed("resolved_policy");--> statement-breakpoint
UPDATE "pending_rebalances" SET "reasons" = pg_temp.renamed("reasons");--> statement-breakpoint
UPDATE "policy_versions" SET "policy" = pg_temp.renamed("policy") WHERE "policy" ? 'whenInDoubt';--> statement-breakpoint
UPDATE "rebalance_events" SET "detail" = pg_temp.renamed("detail"), "event" = CASE "event" WHEN 'order.asked' THEN 'order.queried' WHEN 'order.cancel-asked' THEN 'order.cancel-requested' WHEN 'rebalance.stop-asked' THEN 'rebalance.stop-requested' ELSE "event" END;--> statement-breakpoint
UPDATE "venues" SET "problem_kind" = 'suspect' WHERE "problem_kind" = 'doubted';
