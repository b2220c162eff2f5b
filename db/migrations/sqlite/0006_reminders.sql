CREATE TABLE `reminders` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user` integer NOT NULL,
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`stage` text NOT NULL,
	`notice` integer,
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminders_stage` ON `reminders` (`user`,`unit`,`year`,`stage`);--> statement-breakpoint
CREATE INDEX `reminders_unit` ON `reminders` (`unit`);