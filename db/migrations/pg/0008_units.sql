CREATE TABLE "reminders" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reminders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user" integer NOT NULL,
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"stage" text NOT NULL,
	"notice" integer
);
--> statement-breakpoint
CREATE TABLE "unit_change_parts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_change_parts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"change" integer NOT NULL,
	"unit" integer NOT NULL,
	"successor" integer
);
--> statement-breakpoint
CREATE TABLE "unit_changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"day" text NOT NULL,
	"document" text NOT NULL,
	"made" text NOT NULL,
	"by" integer,
	"on" timestamp (3) with time zone NOT NULL,
	"undone_by" integer,
	"undone_on" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "unit_places" (
	"unit" integer NOT NULL,
	"above" integer,
	"until" text NOT NULL,
	CONSTRAINT "unit_places_unit_until_pk" PRIMARY KEY("unit","until")
);
--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "credit_code" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "column_link" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "precedence" integer;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "opened_on" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "last_year" integer;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_notice_notices_id_fk" FOREIGN KEY ("notice") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_change_parts" ADD CONSTRAINT "unit_change_parts_change_unit_changes_id_fk" FOREIGN KEY ("change") REFERENCES "public"."unit_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_change_parts" ADD CONSTRAINT "unit_change_parts_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_change_parts" ADD CONSTRAINT "unit_change_parts_successor_units_id_fk" FOREIGN KEY ("successor") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_changes" ADD CONSTRAINT "unit_changes_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_changes" ADD CONSTRAINT "unit_changes_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_places" ADD CONSTRAINT "unit_places_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reminders_stage" ON "reminders" USING btree ("user","unit","year","stage");--> statement-breakpoint
CREATE INDEX "reminders_unit" ON "reminders" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "unit_change_parts_change" ON "unit_change_parts" USING btree ("change");--> statement-breakpoint
CREATE INDEX "unit_change_parts_unit" ON "unit_change_parts" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "unit_change_parts_successor" ON "unit_change_parts" USING btree ("successor");--> statement-breakpoint
INSERT INTO "unit_changes" ("id", "kind", "day", "document", "made", "on") OVERRIDING SYSTEM VALUE SELECT "id", 'merge', coalesce("closed_on", ''), '', json_build_object('edits', json_build_array(json_build_object('unit', "id", 'was', json_build_object('closedOn', NULL, 'successor', NULL), 'now', json_build_object('closedOn', "closed_on", 'successor', "successor"), 'logged', json_build_array())), 'grants', json_build_array())::text, now() FROM "units" WHERE "successor" IS NOT NULL;--> statement-breakpoint
SELECT setval(pg_get_serial_sequence('unit_changes', 'id'), coalesce((SELECT max("id") FROM "unit_changes"), 0) + 1, false);--> statement-breakpoint
INSERT INTO "unit_change_parts" ("change", "unit", "successor") SELECT "id", "id", "successor" FROM "units" WHERE "successor" IS NOT NULL;
