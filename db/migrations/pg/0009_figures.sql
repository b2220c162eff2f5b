CREATE TABLE "adjustments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "adjustments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"at" text NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"ended_by" integer,
	"ended_on" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "contributors" (
	"report" integer NOT NULL,
	"unit" integer NOT NULL,
	"name" text NOT NULL,
	"inclusion" text NOT NULL,
	"reason" text NOT NULL,
	"source" integer,
	"version" integer,
	"hash" text,
	"on" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contributors_report_unit_pk" PRIMARY KEY("report","unit")
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"report" integer NOT NULL,
	"at" text NOT NULL,
	"amount" bigint,
	"standing" text NOT NULL,
	CONSTRAINT "figures_report_at_pk" PRIMARY KEY("report","at")
);
--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "absence" text;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_source_reports_id_fk" FOREIGN KEY ("source") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adjustments_unit" ON "adjustments" USING btree ("unit","year");--> statement-breakpoint
CREATE INDEX "contributors_source" ON "contributors" USING btree ("source");--> statement-breakpoint
CREATE INDEX "contributors_unit" ON "contributors" USING btree ("unit");