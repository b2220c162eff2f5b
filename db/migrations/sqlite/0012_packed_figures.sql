-- The figures are made of the snapshots again at the next start (fillFigures), fifty to a transaction.
DROP TABLE `figures`;--> statement-breakpoint
CREATE TABLE `figures` (
	`report` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`template` text NOT NULL,
	`packed` blob NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
