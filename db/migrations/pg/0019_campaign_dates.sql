ALTER TABLE "campaigns" RENAME COLUMN "close" TO "close_department";--> statement-breakpoint
ALTER TABLE "campaigns" RENAME COLUMN "correction_end" TO "correction_end_department";--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "close_government" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "correction_end_government" text;--> statement-breakpoint
UPDATE campaigns SET close_government = close_department, correction_end_government = correction_end_department;