CREATE TABLE "kept_statistics" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kept_statistics_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"counting" text NOT NULL,
	"from" integer NOT NULL,
	"to" integer NOT NULL,
	"units" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "kept_statistics" ADD CONSTRAINT "kept_statistics_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;