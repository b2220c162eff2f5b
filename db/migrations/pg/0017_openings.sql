CREATE TABLE "nights" (
	"day" text PRIMARY KEY NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	"found" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "openings" (
	"report" integer NOT NULL,
	"user" integer NOT NULL,
	"on" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "openings_report_user_pk" PRIMARY KEY("report","user")
);
--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;