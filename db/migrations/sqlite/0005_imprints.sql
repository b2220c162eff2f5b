CREATE TABLE `imprints` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report` integer NOT NULL,
	`number` text NOT NULL,
	`signer` text NOT NULL,
	`date` text NOT NULL,
	`copies` text NOT NULL,
	`is_sealed` integer NOT NULL,
	`is_public` integer NOT NULL,
	`by` integer NOT NULL,
	`on` integer NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imprints_report` ON `imprints` (`report`);