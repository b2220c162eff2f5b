CREATE TABLE "imports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "read_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "read_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"by" integer NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"reading" text NOT NULL,
	"fault" text NOT NULL,
	"decided" text NOT NULL,
	"unit" integer,
	"year" integer,
	"report" integer
);
--> statement-breakpoint
DROP INDEX "reports_under_way";--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "source" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_files" ADD CONSTRAINT "read_files_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_files" ADD CONSTRAINT "read_files_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_report" ON "imports" USING btree ("report");--> statement-breakpoint
CREATE UNIQUE INDEX "read_files_own" ON "read_files" USING btree ("by","name","hash");--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_source_imports_id_fk" FOREIGN KEY ("source") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_under_way" ON "reports" USING btree ("unit","year","kind") WHERE "reports"."state" not in ('IMPORTED', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN');