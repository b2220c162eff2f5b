import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Whether a column is one of many row numbers. They are written out: bound one by one, 500 cost more than the query itself. */
export function among(column: SQLWrapper, ids: readonly number[]): SQL {
  return sql`${column} in (${sql.raw(ids.length === 0 ? 'null' : ids.map(Number).join(','))})`
}
