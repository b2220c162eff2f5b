CREATE TABLE "attachments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attachments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit" integer NOT NULL,
	"year" integer NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"content" text NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pushes" (
	"notice" integer NOT NULL,
	"webhook" integer NOT NULL,
	"attempts" integer NOT NULL,
	"after" timestamp (3) with time zone,
	"taken_on" timestamp (3) with time zone,
	CONSTRAINT "pushes_notice_webhook_pk" PRIMARY KEY("notice","webhook")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhooks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit" integer NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"is_on" boolean NOT NULL,
	"by" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "webhook" integer;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "arrived_on" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "returns" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "moved_on" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "quiet" text;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_notice_notices_id_fk" FOREIGN KEY ("notice") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_task" ON "attachments" USING btree ("unit","year");--> statement-breakpoint
CREATE INDEX "pushes_after" ON "pushes" USING btree ("after");--> statement-breakpoint
CREATE INDEX "webhooks_unit" ON "webhooks" USING btree ("unit");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_webhook" ON "deliveries" USING btree ("webhook");--> statement-breakpoint
ALTER TABLE "notices" DROP COLUMN "hooked_on";--> statement-breakpoint
ALTER TABLE "notices" DROP COLUMN "hook_attempts";--> statement-breakpoint
UPDATE reports SET
	moved_on = (SELECT max(e."on") FROM events e WHERE e.report = reports.id),
	returns = (SELECT count(*) FROM events e INNER JOIN reports r ON r.id = e.report WHERE e.name = 'return' AND r.unit = reports.unit AND r.year = reports.year AND r.kind = reports.kind AND r.revision <= reports.revision),
	arrived_on = (SELECT min(e."on") FROM events e INNER JOIN reports r ON r.id = e.report WHERE r.unit = reports.unit AND r.year = reports.year AND r.kind = reports.kind AND r.revision = 1 AND e."to" = 'SUBMITTED' AND e.name IN ('submit', 'pass') AND e.version > coalesce((SELECT max(w.version) FROM events w WHERE w.report = r.id AND w.name = 'withdraw'), -1));