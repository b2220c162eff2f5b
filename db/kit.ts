import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

/** Column builders of SQLite: what the schema is defined over. */
export const sqliteKit = {
  table: lite.sqliteTable,
  id: () => lite.integer().primaryKey({ autoIncrement: true }),
  ref: () => lite.integer(),
  text: () => lite.text(),
  int: () => lite.integer(),
  /** An exact integer beyond 32 bits; both drivers give it as a number. */
  amount: () => lite.integer(),
  bytes: () => lite.blob({ mode: 'buffer' }),
  bool: () => lite.integer({ mode: 'boolean' }),
  time: () => lite.integer({ mode: 'timestamp_ms' }),
  primaryKey: lite.primaryKey,
  unique: lite.uniqueIndex,
  index: lite.index
}

const bytea = pg.customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (bytes) => Buffer.from(bytes)
})

const forPostgres = {
  table: pg.pgTable,
  id: () => pg.integer().primaryKey().generatedAlwaysAsIdentity(),
  ref: () => pg.integer(),
  text: () => pg.text(),
  int: () => pg.integer(),
  amount: () => pg.bigint({ mode: 'number' }),
  bytes: () => bytea(),
  bool: () => pg.boolean(),
  time: () => pg.timestamp({ mode: 'date', withTimezone: true, precision: 3 }),
  primaryKey: pg.primaryKey,
  unique: pg.uniqueIndex,
  index: pg.index
}

export type Kit = typeof sqliteKit

/** The same builders for PostgreSQL, typed as SQLite's: the verbs use only what both offer. */
export const pgKit = forPostgres as unknown as Kit
