CREATE TABLE "applications" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "applications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"report" integer,
	"finding" text NOT NULL,
	"says" text NOT NULL,
	"until" text,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"end" text,
	"end_reason" text DEFAULT '' NOT NULL,
	"ended_by" integer,
	"ended_on" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "return_due" text;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_unit" ON "applications" USING btree ("unit","year");