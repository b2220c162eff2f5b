CREATE TABLE `pulse` (
	`id` integer PRIMARY KEY NOT NULL,
	`on` integer NOT NULL
);
