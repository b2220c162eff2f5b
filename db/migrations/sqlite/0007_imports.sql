CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imports_report` ON `imports` (`report`);--> statement-breakpoint
CREATE TABLE `read_files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`by` integer NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`on` integer NOT NULL,
	`reading` text NOT NULL,
	`fault` text NOT NULL,
	`decided` text NOT NULL,
	`unit` integer,
	`year` integer,
	`report` integer,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `read_files_own` ON `read_files` (`by`,`name`,`hash`);--> statement-breakpoint
DROP INDEX `reports_under_way`;--> statement-breakpoint
CREATE UNIQUE INDEX `reports_under_way` ON `reports` (`unit`,`year`,`kind`) WHERE "reports"."state" not in ('IMPORTED', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN');--> statement-breakpoint
ALTER TABLE `changes` ADD `source` integer REFERENCES imports(id);