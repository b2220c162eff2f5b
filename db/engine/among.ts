import { is, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { PgColumn } from 'drizzle-orm/pg-core'

/** Ids from which PostgreSQL joins with a list rather than plans for each of its values: planning 3000 takes longer than the query. */
const MANY = 100

/** `column in (…)` for many row ids, written as literals: 500 bound parameters cost more than the query itself. */
export function among(column: SQLWrapper, ids: readonly number[]): SQL {
  const list = ids.map(Number).join(',')
  if (ids.length >= MANY && is(column, PgColumn)) return sql`${column} in (select unnest(${sql.raw(`'{${list}}'::int[]`)}))`
  return sql`${column} in (${sql.raw(list === '' ? 'null' : list)})`
}
