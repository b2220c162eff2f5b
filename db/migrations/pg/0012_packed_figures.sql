-- The figures are made of the snapshots again at the next start (fillFigures), fifty to a transaction.
DROP TABLE "figures";--> statement-breakpoint
CREATE TABLE "figures" (
	"report" integer PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"template" text NOT NULL,
	"packed" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;
