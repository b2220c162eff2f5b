CREATE TABLE `takings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`counting` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	`contributors` text NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `takings_report` ON `takings` (`report`);--> statement-breakpoint
ALTER TABLE `reports` ADD `counting` text;