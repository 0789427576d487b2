CREATE TYPE "public"."sandbox_state" AS ENUM('building', 'ready', 'failed');--> statement-breakpoint
ALTER TYPE "public"."rebalance_origin" ADD VALUE 'first-purchase' BEFORE 'schedule';--> statement-breakpoint
CREATE TABLE "sandboxes" (
	"owner_id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"state" "sandbox_state" DEFAULT 'building' NOT NULL,
	"done_count" integer DEFAULT 0 NOT NULL,
	"step_count" integer NOT NULL,
	"is_open" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sandboxes_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
ALTER TABLE "sandboxes" ADD CONSTRAINT "sandboxes_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandboxes" ADD CONSTRAINT "sandboxes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;