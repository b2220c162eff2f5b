CREATE TABLE `nights` (
	`day` text PRIMARY KEY NOT NULL,
	`on` integer NOT NULL,
	`found` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `openings` (
	`report` integer NOT NULL,
	`user` integer NOT NULL,
	`on` integer NOT NULL,
	PRIMARY KEY(`report`, `user`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
