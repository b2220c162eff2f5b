CREATE TABLE `kept_statistics` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	`counting` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`units` text NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
