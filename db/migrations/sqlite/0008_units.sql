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
CREATE INDEX `reminders_unit` ON `reminders` (`unit`);--> statement-breakpoint
CREATE TABLE `unit_change_parts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`change` integer NOT NULL,
	`unit` integer NOT NULL,
	`successor` integer,
	FOREIGN KEY (`change`) REFERENCES `unit_changes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_change_parts_change` ON `unit_change_parts` (`change`);--> statement-breakpoint
CREATE INDEX `unit_change_parts_unit` ON `unit_change_parts` (`unit`);--> statement-breakpoint
CREATE INDEX `unit_change_parts_successor` ON `unit_change_parts` (`successor`);--> statement-breakpoint
CREATE TABLE `unit_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`document` text NOT NULL,
	`made` text NOT NULL,
	`by` integer,
	`on` integer NOT NULL,
	`undone_by` integer,
	`undone_on` integer,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `unit_places` (
	`unit` integer NOT NULL,
	`above` integer,
	`until` text NOT NULL,
	PRIMARY KEY(`unit`, `until`),
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `units` ADD `credit_code` text;--> statement-breakpoint
ALTER TABLE `units` ADD `address` text;--> statement-breakpoint
ALTER TABLE `units` ADD `column_link` text;--> statement-breakpoint
ALTER TABLE `units` ADD `precedence` integer;--> statement-breakpoint
ALTER TABLE `units` ADD `opened_on` text;--> statement-breakpoint
ALTER TABLE `units` ADD `last_year` integer;--> statement-breakpoint
INSERT INTO `unit_changes` (`id`, `kind`, `day`, `document`, `made`, `on`) SELECT `id`, 'merge', coalesce(`closed_on`, ''), '', json_object('edits', json_array(json_object('unit', `id`, 'was', json_object('closedOn', NULL, 'successor', NULL), 'now', json_object('closedOn', `closed_on`, 'successor', `successor`), 'logged', json_array())), 'grants', json_array()), unixepoch() * 1000 FROM `units` WHERE `successor` IS NOT NULL;--> statement-breakpoint
INSERT INTO `unit_change_parts` (`change`, `unit`, `successor`) SELECT `id`, `id`, `successor` FROM `units` WHERE `successor` IS NOT NULL;
