CREATE TABLE `answers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`finding` text NOT NULL,
	`basis` text NOT NULL,
	`text` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answers_report` ON `answers` (`report`);--> statement-breakpoint
CREATE TABLE `cells` (
	`report` integer NOT NULL,
	`at` text NOT NULL,
	`text` text NOT NULL,
	`was` text NOT NULL,
	`version` integer NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	PRIMARY KEY(`report`, `at`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`at` text NOT NULL,
	`was` text NOT NULL,
	`now` text NOT NULL,
	`how` text NOT NULL,
	`save_id` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `changes_report_save` ON `changes` (`report`,`save_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`report` integer NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`from` text,
	`to` text NOT NULL,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	PRIMARY KEY(`report`, `version`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `links` (
	`token` text PRIMARY KEY NOT NULL,
	`user` integer NOT NULL,
	`expires` integer NOT NULL,
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`user` integer NOT NULL,
	`unit` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`user`, `unit`, `role`),
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`unit_name` text NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`template` text NOT NULL,
	`rules` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`saved_on` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_unit_year_kind` ON `reports` (`unit`,`year`,`kind`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token` text PRIMARY KEY NOT NULL,
	`user` integer NOT NULL,
	`expires` integer NOT NULL,
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user`);--> statement-breakpoint
CREATE TABLE `units` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`above` integer,
	`created_on` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `units_above` (
	`unit` integer NOT NULL,
	`above` integer NOT NULL,
	PRIMARY KEY(`unit`, `above`),
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`above`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `units_above_above` ON `units_above` (`above`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`password` text,
	`must_change_password` integer NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` integer,
	`closed` integer NOT NULL,
	`created_on` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_name` ON `users` (`name`);