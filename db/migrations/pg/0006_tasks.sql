CREATE TABLE "obligation_changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "obligation_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"says" text NOT NULL,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "obligations" (
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"task" integer,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"kind" text NOT NULL,
	"reviewer" integer,
	"due" text NOT NULL,
	"close" text,
	"correction_end" text,
	"extended_until" text,
	"excuse" text,
	"on" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "obligations_unit_year_pk" PRIMARY KEY("unit","year")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "issued_on" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "issued_by" integer;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "issue" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "levels" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "kinds" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "obligation_changes" ADD CONSTRAINT "obligation_changes_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation_changes" ADD CONSTRAINT "obligation_changes_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_task_units_id_fk" FOREIGN KEY ("task") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_reviewer_units_id_fk" FOREIGN KEY ("reviewer") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "obligation_changes_unit" ON "obligation_changes" USING btree ("unit","year");--> statement-breakpoint
CREATE INDEX "obligations_year" ON "obligations" USING btree ("year");--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
INSERT INTO "obligations" ("unit", "year", "task", "name", "level", "kind", "reviewer", "due", "close", "correction_end", "extended_until", "on")
WITH "years" AS (SELECT "year" FROM "reports" UNION SELECT "year" FROM "campaigns"),
"placed" AS (
	SELECT u."id" AS "unit", y."year", u."level", u."closed_on", coalesce(u."reviewed_by", u."above", u."id") AS "reviewer",
		(SELECT c."unit" FROM "campaigns" c JOIN "units_above" a ON a."above" = c."unit" WHERE a."unit" = u."id" AND c."year" = y."year" ORDER BY a."steps" LIMIT 1) AS "task",
		(SELECT r."unit_name" FROM "reports" r WHERE r."unit" = u."id" AND r."year" = y."year" ORDER BY r."id" DESC LIMIT 1) AS "filed_as",
		u."name",
		coalesce((SELECT r."kind" FROM "reports" r WHERE r."unit" = u."id" AND r."year" = y."year" ORDER BY r."id" DESC LIMIT 1), u."kind") AS "kind",
		(SELECT e."until" FROM "extensions" e WHERE e."unit" = u."id" AND e."year" = y."year" ORDER BY e."id" DESC LIMIT 1) AS "extended_until"
	FROM "units" u CROSS JOIN "years" y
),
"dated" AS (
	SELECT p.*, c."close", c."correction_end", CASE
		WHEN c."unit" IS NULL AND p."kind" = 'department' THEN CAST(p."year" + 1 AS text) || '-01-31'
		WHEN c."unit" IS NULL THEN CAST(p."year" + 1 AS text) || '-03-31'
		WHEN p."kind" = 'department' THEN c."due_department" ELSE c."due_government" END AS "due"
	FROM "placed" p LEFT JOIN "campaigns" c ON c."unit" = p."task" AND c."year" = p."year"
)
SELECT "unit", "year", "task", coalesce("filed_as", "name"), "level", "kind", "reviewer", "due", "close", "correction_end", "extended_until", now()
FROM "dated" WHERE "filed_as" IS NOT NULL OR "closed_on" IS NULL OR "closed_on" > "due";
