CREATE TYPE "public"."candle_state" AS ENUM('waiting', 'filling', 'complete', 'failed');--> statement-breakpoint
CREATE TABLE "candle_chunks" (
	"series_id" text NOT NULL,
	"chunk" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"bars" integer NOT NULL,
	"times" "bytea",
	"open" "bytea",
	"high" "bytea",
	"low" "bytea",
	"close" "bytea" NOT NULL,
	"volume" "bytea",
	CONSTRAINT "candle_chunks_series_id_chunk_pk" PRIMARY KEY("series_id","chunk")
);
--> statement-breakpoint
CREATE TABLE "candle_series" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text,
	"source" text NOT NULL,
	"import_id" text,
	"symbol" text NOT NULL,
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"timeframe" text NOT NULL,
	"step_ms" bigint NOT NULL,
	"state" "candle_state" NOT NULL,
	"wanted_from" timestamp (3) with time zone,
	"empty_before" timestamp (3) with time zone,
	"cursor_at" timestamp (3) with time zone,
	"first_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"bars" integer DEFAULT 0 NOT NULL,
	"done_share" double precision DEFAULT 0 NOT NULL,
	"problem" text,
	"problem_since" timestamp (3) with time zone,
	"filled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "capitalisations" (
	"owner_id" text,
	"asset" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" double precision NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"form" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "candle_chunks" ADD CONSTRAINT "candle_chunks_series_id_candle_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."candle_series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candle_series" ADD CONSTRAINT "candle_series_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candle_series" ADD CONSTRAINT "candle_series_import_id_price_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."price_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capitalisations" ADD CONSTRAINT "capitalisations_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_imports" ADD CONSTRAINT "price_imports_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "candle_series_once" ON "candle_series" USING btree (coalesce("owner_id", ''),"source","base","quote","timeframe");--> statement-breakpoint
CREATE INDEX "candle_series_import" ON "candle_series" USING btree ("import_id");--> statement-breakpoint
CREATE UNIQUE INDEX "capitalisations_once" ON "capitalisations" USING btree (coalesce("owner_id", ''),"asset","at","source");--> statement-breakpoint
CREATE INDEX "price_imports_owner" ON "price_imports" USING btree ("owner_id");--> statement-breakpoint
-- Packed floats do not shrink: compressing them would only cost time.
ALTER TABLE "candle_chunks" ALTER COLUMN "times" SET STORAGE EXTERNAL, ALTER COLUMN "open" SET STORAGE EXTERNAL, ALTER COLUMN "high" SET STORAGE EXTERNAL, ALTER COLUMN "low" SET STORAGE EXTERNAL, ALTER COLUMN "close" SET STORAGE EXTERNAL, ALTER COLUMN "volume" SET STORAGE EXTERNAL;
