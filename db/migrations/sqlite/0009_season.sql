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
ALTER TABLE `obligations` ADD `return_due` text;