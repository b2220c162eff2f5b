CREATE TABLE `attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`user` integer,
	`failures` integer NOT NULL,
	`until` integer NOT NULL,
	`expires` integer NOT NULL,
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attempts_user` ON `attempts` (`user`);--> statement-breakpoint
CREATE INDEX `attempts_expires` ON `attempts` (`expires`);--> statement-breakpoint
CREATE TABLE `devices` (
	`token` text NOT NULL,
	`user` integer NOT NULL,
	`expires` integer NOT NULL,
	PRIMARY KEY(`token`, `user`),
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `devices_user` ON `devices` (`user`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `ends` integer;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `failures`;