CREATE TABLE "answers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"finding" text NOT NULL,
	"basis" text NOT NULL,
	"text" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"due_department" text NOT NULL,
	"due_government" text NOT NULL,
	"close" text,
	"correction_end" text,
	CONSTRAINT "campaigns_unit_year_pk" PRIMARY KEY("unit","year")
);
--> statement-breakpoint
CREATE TABLE "cells" (
	"report" integer NOT NULL,
	"at" text NOT NULL,
	"text" text NOT NULL,
	"was" text NOT NULL,
	"version" integer NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cells_report_at_pk" PRIMARY KEY("report","at")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"at" text NOT NULL,
	"was" text NOT NULL,
	"now" text NOT NULL,
	"how" text NOT NULL,
	"save_id" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "comments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"thread" integer,
	"at" text NOT NULL,
	"quote" text NOT NULL,
	"text" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	"asks" boolean NOT NULL,
	"closed_by" integer,
	"closed_on" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "events" (
	"report" integer NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"from" text,
	"to" text NOT NULL,
	"reason" text NOT NULL,
	"by" integer,
	"on" timestamp (3) with time zone NOT NULL,
	"payload" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_report_version_pk" PRIMARY KEY("report","version")
);
--> statement-breakpoint
CREATE TABLE "extensions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "extensions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"until" text NOT NULL,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "internal_comments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "internal_comments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"thread" integer,
	"at" text NOT NULL,
	"quote" text NOT NULL,
	"text" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	"asks" boolean NOT NULL,
	"closed_by" integer,
	"closed_on" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "links" (
	"token" text PRIMARY KEY NOT NULL,
	"user" integer NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"user" integer NOT NULL,
	"unit" integer NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "memberships_user_unit_role_pk" PRIMARY KEY("user","unit","role")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user" integer NOT NULL,
	"report" integer,
	"text" text NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"read_on" timestamp (3) with time zone,
	"mailed_on" timestamp (3) with time zone,
	"attempts" integer NOT NULL,
	"mail_after" timestamp (3) with time zone,
	"once" text
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit" integer NOT NULL,
	"unit_name" text NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"revision" integer NOT NULL,
	"template" text NOT NULL,
	"rules" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"claimed_by" integer,
	"claim_ends" timestamp (3) with time zone,
	"submitted_hash" text,
	"submitted_on" timestamp (3) with time zone,
	"change_note" text NOT NULL,
	"saved_on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token" text PRIMARY KEY NOT NULL,
	"user" integer NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"report" integer NOT NULL,
	"version" integer NOT NULL,
	"json" text NOT NULL,
	"hash" text NOT NULL,
	"explained" integer NOT NULL,
	"changed" integer NOT NULL,
	CONSTRAINT "snapshots_report_version_pk" PRIMARY KEY("report","version")
);
--> statement-breakpoint
CREATE TABLE "unit_names" (
	"unit" integer NOT NULL,
	"name" text NOT NULL,
	"until" text NOT NULL,
	CONSTRAINT "unit_names_unit_until_pk" PRIMARY KEY("unit","until")
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "units_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"level" text NOT NULL,
	"kind" text NOT NULL,
	"above" integer,
	"reviewed_by" integer,
	"chain" text NOT NULL,
	"closed_on" text,
	"successor" integer,
	"created_on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units_above" (
	"unit" integer NOT NULL,
	"above" integer NOT NULL,
	"steps" integer NOT NULL,
	CONSTRAINT "units_above_unit_above_pk" PRIMARY KEY("unit","above")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"email" text,
	"password" text,
	"must_change_password" boolean NOT NULL,
	"failures" integer NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"closed" boolean NOT NULL,
	"created_on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waivers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "waivers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report" integer NOT NULL,
	"finding" text NOT NULL,
	"basis" text NOT NULL,
	"text" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cells" ADD CONSTRAINT "cells_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cells" ADD CONSTRAINT "cells_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internal_comments" ADD CONSTRAINT "internal_comments_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internal_comments" ADD CONSTRAINT "internal_comments_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internal_comments" ADD CONSTRAINT "internal_comments_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_claimed_by_users_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_names" ADD CONSTRAINT "unit_names_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units_above" ADD CONSTRAINT "units_above_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units_above" ADD CONSTRAINT "units_above_above_units_id_fk" FOREIGN KEY ("above") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answers_report" ON "answers" USING btree ("report");--> statement-breakpoint
CREATE INDEX "changes_report_save" ON "changes" USING btree ("report","save_id");--> statement-breakpoint
CREATE INDEX "comments_report" ON "comments" USING btree ("report");--> statement-breakpoint
CREATE INDEX "extensions_unit" ON "extensions" USING btree ("unit","year");--> statement-breakpoint
CREATE INDEX "internal_comments_report" ON "internal_comments" USING btree ("report");--> statement-breakpoint
CREATE INDEX "memberships_unit" ON "memberships" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "notices_user" ON "notices" USING btree ("user");--> statement-breakpoint
CREATE INDEX "notices_mail" ON "notices" USING btree ("mail_after");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("user","once");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_revision" ON "reports" USING btree ("unit","year","kind","revision");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_under_way" ON "reports" USING btree ("unit","year","kind") WHERE "reports"."state" not in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN');--> statement-breakpoint
CREATE UNIQUE INDEX "reports_public" ON "reports" USING btree ("unit","year","kind") WHERE "reports"."state" = 'PUBLISHED';--> statement-breakpoint
CREATE INDEX "reports_state" ON "reports" USING btree ("state");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user");--> statement-breakpoint
CREATE INDEX "units_above_above" ON "units_above" USING btree ("above");--> statement-breakpoint
CREATE UNIQUE INDEX "users_name" ON "users" USING btree ("name");--> statement-breakpoint
CREATE INDEX "waivers_report" ON "waivers" USING btree ("report");