ALTER TABLE `users` ADD `full_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `position` text;--> statement-breakpoint
ALTER TABLE `users` ADD `office_phone` text;--> statement-breakpoint
ALTER TABLE `users` ADD `mobile` text;--> statement-breakpoint
ALTER TABLE `users` ADD `unit` integer REFERENCES units(id);--> statement-breakpoint
UPDATE `users` SET `unit` = (SELECT min(`unit`) FROM `memberships` WHERE `memberships`.`user` = `users`.`id`);