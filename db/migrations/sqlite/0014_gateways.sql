CREATE TABLE `attachments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`content` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attachments_task` ON `attachments` (`unit`,`year`);--> statement-breakpoint
CREATE TABLE `pushes` (
	`notice` integer NOT NULL,
	`webhook` integer NOT NULL,
	`attempts` integer NOT NULL,
	`after` integer,
	`taken_on` integer,
	PRIMARY KEY(`notice`, `webhook`),
	FOREIGN KEY (`notice`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`webhook`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pushes_after` ON `pushes` (`after`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`is_on` integer NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_unit` ON `webhooks` (`unit`);--> statement-breakpoint
ALTER TABLE `deliveries` ADD `webhook` integer REFERENCES webhooks(id);--> statement-breakpoint
CREATE INDEX `deliveries_webhook` ON `deliveries` (`webhook`);--> statement-breakpoint
ALTER TABLE `reports` ADD `arrived_on` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `returns` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `moved_on` integer;--> statement-breakpoint
ALTER TABLE `units` ADD `quiet` text;--> statement-breakpoint
ALTER TABLE `notices` DROP COLUMN `hooked_on`;--> statement-breakpoint
ALTER TABLE `notices` DROP COLUMN `hook_attempts`;--> statement-breakpoint
UPDATE reports SET
	moved_on = (SELECT max(e."on") FROM events e WHERE e.report = reports.id),
	returns = (SELECT count(*) FROM events e INNER JOIN reports r ON r.id = e.report WHERE e.name = 'return' AND r.unit = reports.unit AND r.year = reports.year AND r.kind = reports.kind AND r.revision <= reports.revision),
	arrived_on = (SELECT min(e."on") FROM events e INNER JOIN reports r ON r.id = e.report WHERE r.unit = reports.unit AND r.year = reports.year AND r.kind = reports.kind AND r.revision = 1 AND e."to" = 'SUBMITTED' AND e.name IN ('submit', 'pass') AND e.version > coalesce((SELECT max(w.version) FROM events w WHERE w.report = r.id AND w.name = 'withdraw'), -1));