CREATE TABLE "attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"user" integer,
	"failures" integer NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"token" text NOT NULL,
	"user" integer NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "devices_token_user_pk" PRIMARY KEY("token","user")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ends" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_users_id_fk" FOREIGN KEY ("user") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_user" ON "attempts" USING btree ("user");--> statement-breakpoint
CREATE INDEX "attempts_expires" ON "attempts" USING btree ("expires");--> statement-breakpoint
CREATE INDEX "devices_user" ON "devices" USING btree ("user");--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "failures";