CREATE TABLE "master_key_print" (
	"id" text PRIMARY KEY DEFAULT 'only' NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
