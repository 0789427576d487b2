-- What was a sentence becomes a fact; sentences of earlier versions stay readable as { kind: "text" }.
ALTER TABLE "audit_entries" ALTER COLUMN "summary" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "candle_series" ALTER COLUMN "problem" SET DATA TYPE jsonb USING CASE WHEN "problem" IS NULL THEN NULL ELSE jsonb_build_object('kind', 'text', 'text', "problem") END;--> statement-breakpoint
ALTER TABLE "portfolios" ALTER COLUMN "halted_reason" SET DATA TYPE jsonb USING CASE WHEN "halted_reason" IS NULL THEN NULL ELSE jsonb_build_object('kind', 'text', 'text', "halted_reason") END;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "problem" SET DATA TYPE jsonb USING CASE WHEN "problem" IS NULL THEN NULL ELSE jsonb_build_object('kind', 'text', 'text', "problem") END;--> statement-breakpoint
ALTER TABLE "rebalances" ALTER COLUMN "outcome" SET DATA TYPE jsonb USING CASE WHEN "outcome" IS NULL THEN NULL ELSE jsonb_build_array(jsonb_build_object('kind', 'text', 'text', "outcome")) END;--> statement-breakpoint
ALTER TABLE "venues" ALTER COLUMN "problem" SET DATA TYPE jsonb USING CASE WHEN "problem" IS NULL THEN NULL ELSE jsonb_build_object('kind', 'text', 'text', "problem") END;--> statement-breakpoint
ALTER TABLE "owner_settings" DROP COLUMN "preferences";--> statement-breakpoint
ALTER TABLE "evaluations" DROP COLUMN "outcome";--> statement-breakpoint
ALTER TABLE "evaluations" DROP COLUMN "slot_at";--> statement-breakpoint
ALTER TABLE "slots" DROP COLUMN "outcome";
