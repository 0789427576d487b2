CREATE TYPE "public"."order_side" AS ENUM('buy', 'sell');--> statement-breakpoint
CREATE TYPE "public"."order_state" AS ENUM('planned', 'submitting', 'unknown', 'open', 'cancelling', 'filled', 'expired', 'cancelled', 'rejected', 'absent', 'dropped', 'halted');--> statement-breakpoint
CREATE TYPE "public"."rebalance_origin" AS ENUM('schedule', 'threshold', 'manual', 'policy-change');--> statement-breakpoint
CREATE TYPE "public"."rebalance_state" AS ENUM('proposed', 'blocked', 'declined', 'expired', 'superseded', 'approved', 'executing', 'stopping', 'settled', 'stopped', 'halted');--> statement-breakpoint
CREATE TYPE "public"."venue_kind" AS ENUM('exchange', 'paper', 'manual');--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"portfolio_id" text,
	"summary" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owner_settings" (
	"owner_id" text PRIMARY KEY NOT NULL,
	"base_currency" text DEFAULT 'USDT' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"stopped_reason" text,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"token" text NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"id" text PRIMARY KEY NOT NULL,
	"portfolio_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"policy_version" integer NOT NULL,
	"outcome" text NOT NULL,
	"decision" jsonb NOT NULL,
	"snapshot" jsonb,
	"rebalance_id" text,
	"slot_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "held_baselines" (
	"portfolio_id" text NOT NULL,
	"asset" text NOT NULL,
	"quantity" numeric NOT NULL,
	CONSTRAINT "held_baselines_portfolio_id_asset_pk" PRIMARY KEY("portfolio_id","asset")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"portfolio_id" text NOT NULL,
	"version" integer NOT NULL,
	"policy" jsonb NOT NULL,
	"note" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policy_versions_portfolio_id_version_pk" PRIMARY KEY("portfolio_id","version")
);
--> statement-breakpoint
CREATE TABLE "portfolio_venues" (
	"portfolio_id" text NOT NULL,
	"venue_id" text NOT NULL,
	CONSTRAINT "portfolio_venues_portfolio_id_venue_id_pk" PRIMARY KEY("portfolio_id","venue_id")
);
--> statement-breakpoint
CREATE TABLE "portfolios" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"base_currency" text NOT NULL,
	"policy_version" integer DEFAULT 1 NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"halted_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"id" text PRIMARY KEY NOT NULL,
	"portfolio_id" text NOT NULL,
	"purpose" text NOT NULL,
	"slot_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "valuations" (
	"portfolio_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" numeric NOT NULL,
	"held_value" numeric,
	"portfolio_drift" double precision NOT NULL,
	"weights" jsonb NOT NULL,
	CONSTRAINT "valuations_portfolio_id_at_pk" PRIMARY KEY("portfolio_id","at")
);
--> statement-breakpoint
CREATE TABLE "fills" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"symbol" text NOT NULL,
	"venue_fill_id" text NOT NULL,
	"quantity" numeric NOT NULL,
	"price" numeric NOT NULL,
	"fee" numeric NOT NULL,
	"fee_asset" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"rebalance_id" text NOT NULL,
	"leg" integer NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"venue_id" text NOT NULL,
	"symbol" text NOT NULL,
	"side" "order_side" NOT NULL,
	"planned_quantity" numeric NOT NULL,
	"quantity" numeric,
	"limit_price" numeric NOT NULL,
	"state" "order_state" NOT NULL,
	"client_order_id" text NOT NULL,
	"venue_order_id" text,
	"filled" numeric DEFAULT '0' NOT NULL,
	"filled_quote" numeric DEFAULT '0' NOT NULL,
	"intent_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"lookups" integer DEFAULT 0 NOT NULL,
	"not_found" integer DEFAULT 0 NOT NULL,
	"next_lookup_at" timestamp (3) with time zone,
	"problem" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"portfolio_id" text NOT NULL,
	"entry_id" text NOT NULL,
	"account" text NOT NULL,
	"asset" text NOT NULL,
	"quantity" numeric NOT NULL,
	"fill_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rebalance_events" (
	"id" text PRIMARY KEY NOT NULL,
	"rebalance_id" text NOT NULL,
	"order_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"event" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rebalances" (
	"id" text PRIMARY KEY NOT NULL,
	"portfolio_id" text NOT NULL,
	"state" "rebalance_state" NOT NULL,
	"origin" "rebalance_origin" NOT NULL,
	"policy_version" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"plan" jsonb NOT NULL,
	"plan_hash" text NOT NULL,
	"limit_checks" jsonb NOT NULL,
	"snapshot" jsonb NOT NULL,
	"left_out" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"approved_by" text,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"outcome" text,
	"differences" jsonb,
	"superseded_by" text,
	"lease_holder" text,
	"lease_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper_orders" (
	"venue_id" text NOT NULL,
	"client_order_id" text NOT NULL,
	"report" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "paper_orders_venue_id_client_order_id_pk" PRIMARY KEY("venue_id","client_order_id")
);
--> statement-breakpoint
CREATE TABLE "venue_balances" (
	"venue_id" text NOT NULL,
	"asset" text NOT NULL,
	"quantity" numeric NOT NULL,
	"note" text,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "venue_balances_venue_id_asset_pk" PRIMARY KEY("venue_id","asset")
);
--> statement-breakpoint
CREATE TABLE "venue_secrets" (
	"venue_id" text NOT NULL,
	"field" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "venue_secrets_venue_id_field_pk" PRIMARY KEY("venue_id","field")
);
--> statement-breakpoint
CREATE TABLE "venues" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"kind" "venue_kind" NOT NULL,
	"name" text NOT NULL,
	"exchange_id" text,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_ok_at" timestamp (3) with time zone,
	"latency_ms" integer,
	"problem" text,
	"problem_since" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_settings" ADD CONSTRAINT "owner_settings_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_baselines" ADD CONSTRAINT "held_baselines_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_venues" ADD CONSTRAINT "portfolio_venues_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_venues" ADD CONSTRAINT "portfolio_venues_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolios" ADD CONSTRAINT "portfolios_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "valuations" ADD CONSTRAINT "valuations_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fills" ADD CONSTRAINT "fills_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_rebalance_id_rebalances_id_fk" FOREIGN KEY ("rebalance_id") REFERENCES "public"."rebalances"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rebalance_events" ADD CONSTRAINT "rebalance_events_rebalance_id_rebalances_id_fk" FOREIGN KEY ("rebalance_id") REFERENCES "public"."rebalances"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rebalances" ADD CONSTRAINT "rebalances_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_orders" ADD CONSTRAINT "paper_orders_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_balances" ADD CONSTRAINT "venue_balances_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_secrets" ADD CONSTRAINT "venue_secrets_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_owner_at" ON "audit_entries" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "evaluations_portfolio_at" ON "evaluations" USING btree ("portfolio_id","at");--> statement-breakpoint
CREATE INDEX "portfolios_owner" ON "portfolios" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "slots_once" ON "slots" USING btree ("portfolio_id","purpose","slot_at");--> statement-breakpoint
CREATE INDEX "slots_due" ON "slots" USING btree ("slot_at") WHERE finished_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "fills_once" ON "fills" USING btree ("venue_id","symbol","venue_fill_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_client_id" ON "orders" USING btree ("venue_id","client_order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_leg" ON "orders" USING btree ("rebalance_id","leg","attempt");--> statement-breakpoint
CREATE INDEX "postings_portfolio" ON "postings" USING btree ("portfolio_id","at");--> statement-breakpoint
CREATE INDEX "postings_entry" ON "postings" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "rebalance_events_at" ON "rebalance_events" USING btree ("rebalance_id","at");--> statement-breakpoint
CREATE INDEX "rebalances_portfolio" ON "rebalances" USING btree ("portfolio_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rebalances_one_running" ON "rebalances" USING btree ("portfolio_id") WHERE state in ('approved', 'executing', 'stopping');--> statement-breakpoint
CREATE INDEX "venues_owner" ON "venues" USING btree ("owner_id");