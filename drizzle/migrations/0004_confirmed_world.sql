CREATE TYPE "public"."pending_kind" AS ENUM('occurrence', 'band', 'policy-change', 'request', 'cash-flow', 'stop', 'unfinished-run');--> statement-breakpoint
CREATE TYPE "public"."pending_state" AS ENUM('open', 'resting', 'done', 'not-needed', 'declined', 'replaced', 'given-up');--> statement-breakpoint
CREATE TYPE "public"."allotment_kind" AS ENUM('asset', 'quantity');--> statement-breakpoint
ALTER TYPE "public"."rebalance_origin" ADD VALUE 'cash-flow';--> statement-breakpoint
ALTER TYPE "public"."rebalance_origin" ADD VALUE 'stop';--> statement-breakpoint
ALTER TYPE "public"."rebalance_origin" ADD VALUE 'unfinished-run';--> statement-breakpoint
ALTER TYPE "public"."rebalance_state" ADD VALUE 'incomplete' BEFORE 'stopped';--> statement-breakpoint
CREATE TABLE "pending_rebalances" (
	"id" text PRIMARY KEY NOT NULL,
	"portfolio_id" text NOT NULL,
	"kind" "pending_kind" NOT NULL,
	"subject" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" "pending_state" DEFAULT 'open' NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"rest_until" timestamp (3) with time zone,
	"drift_at_decline" double precision,
	"settled_by" text,
	"settled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portfolio_states" (
	"portfolio_id" text PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"confirmations" jsonb NOT NULL,
	"stop" jsonb,
	"ruling" jsonb,
	"policy_version" integer,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "allotments" (
	"venue_id" text NOT NULL,
	"portfolio_id" text NOT NULL,
	"kind" "allotment_kind" NOT NULL,
	"assets" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allotments_venue_id_portfolio_id_pk" PRIMARY KEY("venue_id","portfolio_id")
);
--> statement-breakpoint
ALTER TABLE "rebalances" ADD COLUMN "differences_accepted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "rebalances" ADD COLUMN "achieved" jsonb;--> statement-breakpoint
ALTER TABLE "rebalances" ADD COLUMN "pending_ids" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "venues" ADD COLUMN "problem_kind" text;--> statement-breakpoint
ALTER TABLE "venues" ADD COLUMN "problem_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pending_rebalances" ADD CONSTRAINT "pending_rebalances_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_states" ADD CONSTRAINT "portfolio_states_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allotments" ADD CONSTRAINT "allotments_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "pending_rebalances_once" ON "pending_rebalances" USING btree ("portfolio_id","kind","subject") WHERE state in ('open', 'resting');--> statement-breakpoint
CREATE INDEX "pending_rebalances_portfolio" ON "pending_rebalances" USING btree ("portfolio_id","since");--> statement-breakpoint
CREATE INDEX "fills_order" ON "fills" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "orders_doubtful" ON "orders" USING btree ("state") WHERE state in ('submitting', 'unknown', 'halted');