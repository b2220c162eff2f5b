CREATE TABLE "takings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "takings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"counting" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"contributors" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "counting" text;--> statement-breakpoint
ALTER TABLE "takings" ADD CONSTRAINT "takings_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takings" ADD CONSTRAINT "takings_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "takings_report" ON "takings" USING btree ("report");