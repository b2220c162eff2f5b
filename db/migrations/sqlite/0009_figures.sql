CREATE TABLE `adjustments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`at` text NOT NULL,
	`amount` integer NOT NULL,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	`ended_by` integer,
	`ended_on` integer,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `adjustments_unit` ON `adjustments` (`unit`,`year`);--> statement-breakpoint
CREATE TABLE `contributors` (
	`report` integer NOT NULL,
	`unit` integer NOT NULL,
	`name` text NOT NULL,
	`inclusion` text NOT NULL,
	`reason` text NOT NULL,
	`source` integer,
	`version` integer,
	`hash` text,
	`on` integer NOT NULL,
	PRIMARY KEY(`report`, `unit`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contributors_source` ON `contributors` (`source`);--> statement-breakpoint
CREATE INDEX `contributors_unit` ON `contributors` (`unit`);--> statement-breakpoint
CREATE TABLE `figures` (
	`report` integer NOT NULL,
	`at` text NOT NULL,
	`amount` integer,
	`standing` text NOT NULL,
	PRIMARY KEY(`report`, `at`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `obligations` ADD `absence` text;