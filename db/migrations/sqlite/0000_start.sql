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
CREATE TABLE `campaigns` (
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`due_department` text NOT NULL,
	`due_government` text NOT NULL,
	`close` text,
	`correction_end` text,
	PRIMARY KEY(`unit`, `year`),
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
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
CREATE TABLE `comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`thread` integer,
	`at` text NOT NULL,
	`quote` text NOT NULL,
	`text` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	`version` integer NOT NULL,
	`asks` integer NOT NULL,
	`closed_by` integer,
	`closed_on` integer,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `comments_report` ON `comments` (`report`);--> statement-breakpoint
CREATE TABLE `events` (
	`report` integer NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`from` text,
	`to` text NOT NULL,
	`reason` text NOT NULL,
	`by` integer,
	`on` integer NOT NULL,
	`payload` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`report`, `version`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `extensions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`until` text NOT NULL,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `extensions_unit` ON `extensions` (`unit`,`year`);--> statement-breakpoint
CREATE TABLE `internal_comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`thread` integer,
	`at` text NOT NULL,
	`quote` text NOT NULL,
	`text` text NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	`version` integer NOT NULL,
	`asks` integer NOT NULL,
	`closed_by` integer,
	`closed_on` integer,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `internal_comments_report` ON `internal_comments` (`report`);--> statement-breakpoint
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
CREATE INDEX `memberships_unit` ON `memberships` (`unit`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user` integer NOT NULL,
	`report` integer,
	`text` text NOT NULL,
	`on` integer NOT NULL,
	`read_on` integer,
	`mailed_on` integer,
	`attempts` integer NOT NULL,
	`mail_after` integer,
	`once` text,
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notices_user` ON `notices` (`user`);--> statement-breakpoint
CREATE INDEX `notices_mail` ON `notices` (`mail_after`);--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`user`,`once`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` integer NOT NULL,
	`unit_name` text NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`revision` integer NOT NULL,
	`template` text NOT NULL,
	`rules` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`claimed_by` integer,
	`claim_ends` integer,
	`submitted_hash` text,
	`submitted_on` integer,
	`change_note` text NOT NULL,
	`saved_on` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claimed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_revision` ON `reports` (`unit`,`year`,`kind`,`revision`);--> statement-breakpoint
CREATE UNIQUE INDEX `reports_under_way` ON `reports` (`unit`,`year`,`kind`) WHERE "reports"."state" not in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN');--> statement-breakpoint
CREATE UNIQUE INDEX `reports_public` ON `reports` (`unit`,`year`,`kind`) WHERE "reports"."state" = 'PUBLISHED';--> statement-breakpoint
CREATE INDEX `reports_state` ON `reports` (`state`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token` text PRIMARY KEY NOT NULL,
	`user` integer NOT NULL,
	`expires` integer NOT NULL,
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`report` integer NOT NULL,
	`version` integer NOT NULL,
	`json` text NOT NULL,
	`hash` text NOT NULL,
	`explained` integer NOT NULL,
	`changed` integer NOT NULL,
	PRIMARY KEY(`report`, `version`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `unit_names` (
	`unit` integer NOT NULL,
	`name` text NOT NULL,
	`until` text NOT NULL,
	PRIMARY KEY(`unit`, `until`),
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `units` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`level` text NOT NULL,
	`kind` text NOT NULL,
	`above` integer,
	`reviewed_by` integer,
	`chain` text NOT NULL,
	`closed_on` text,
	`successor` integer,
	`created_on` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `units_above` (
	`unit` integer NOT NULL,
	`above` integer NOT NULL,
	`steps` integer NOT NULL,
	PRIMARY KEY(`unit`, `above`),
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`above`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `units_above_above` ON `units_above` (`above`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`password` text,
	`must_change_password` integer NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` integer,
	`closed` integer NOT NULL,
	`created_on` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_name` ON `users` (`name`);--> statement-breakpoint
CREATE TABLE `waivers` (
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
CREATE INDEX `waivers_report` ON `waivers` (`report`);