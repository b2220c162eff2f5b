CREATE TABLE "pulse" (
	"id" integer PRIMARY KEY NOT NULL,
	"on" timestamp (3) with time zone NOT NULL
);
