CREATE TABLE `announcements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`text` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `announcements_unit` ON `announcements` (`unit`);--> statement-breakpoint
CREATE TABLE `applications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`report` integer,
	`finding` text NOT NULL,
	`says` text NOT NULL,
	`until` text,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	`end` text,
	`end_reason` text DEFAULT '' NOT NULL,
	`ended_by` integer,
	`ended_on` integer,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `applications_unit` ON `applications` (`unit`,`year`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`notice` integer NOT NULL,
	`on` integer NOT NULL,
	`outcome` text NOT NULL,
	FOREIGN KEY (`notice`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deliveries_notice` ON `deliveries` (`notice`);--> statement-breakpoint
ALTER TABLE `campaigns` ADD `requirements` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `notices` ADD `hooked_on` integer;--> statement-breakpoint
ALTER TABLE `notices` ADD `hook_attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `notices` ADD `hook_after` integer;--> statement-breakpoint
ALTER TABLE `notices` ADD `announcement` integer REFERENCES announcements(id);--> statement-breakpoint
CREATE INDEX `notices_hook` ON `notices` (`hook_after`);--> statement-breakpoint
CREATE INDEX `notices_announcement` ON `notices` (`announcement`);--> statement-breakpoint
ALTER TABLE `obligations` ADD `return_due` text;--> statement-breakpoint
ALTER TABLE `obligations` ADD `requirements` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `units` ADD `reminders` text;