CREATE TABLE "imprints" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imprints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"number" text NOT NULL,
	"signer" text NOT NULL,
	"date" text NOT NULL,
	"copies" text NOT NULL,
	"is_sealed" boolean NOT NULL,
	"is_public" boolean NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "imprints" ADD CONSTRAINT "imprints_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imprints" ADD CONSTRAINT "imprints_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imprints_report" ON "imprints" USING btree ("report");