import { is, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Schema } from '@/db/schema'

/** The characters ASCII has for it, U+001F and U+001E: no number holds them, and out of what people typed `wordsOf` takes them. */
const [VALUES, ROWS] = ['\u001f', '\u001e']

/**
 * Some columns of all rows of a query as one text, in no order; null of no row. Of fifteen thousand rows, driver and query builder take
 * longer for handing over each value than the database for finding all of them. What people typed goes through `wordsOf`; a null is
 * empty.
 */
export const gather = (...columns: readonly SQLWrapper[]): SQL<string | null> =>
  sql<string | null>`string_agg(concat(${sql.join([...columns], sql.raw(`, '${VALUES}', `))}), '${sql.raw(ROWS)}')`

/** A text that people typed, as a row of such a text can have it. */
export const wordsOf = (column: SQLWrapper): SQL<string> =>
  sql<string>`replace(replace(${column}, '${sql.raw(VALUES)}', ''), '${sql.raw(ROWS)}', '')`

/** A number in a row of such a text, where a null is empty. */
export const numberOrNull = (text: string | undefined): number | null => (text ? Number(text) : null)

/** The rows of such a text, each the texts of its columns. */
export const readGathered = (text: string | null | undefined): string[][] => text?.split(ROWS).map((row) => row.split(VALUES)) ?? []

/** A moment as milliseconds of the epoch, as the texts of a row can have it. */
export const millisecondsOf = (column: SQLWrapper): SQL<number> =>
  is(column, PgColumn) ? sql<number>`(date_part('epoch', ${column}) * 1000)::bigint` : sql<number>`${column}`

/** Bytes as hexadecimal digits, in lower or upper case. */
export const digitsOf = (t: Schema, bytes: SQLWrapper): SQL<string> =>
  is(t.figures, PgTable) ? sql<string>`encode(${bytes}, 'hex')` : sql<string>`hex(${bytes})`
