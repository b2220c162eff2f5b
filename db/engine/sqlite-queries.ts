import type { Database, Statement } from 'better-sqlite3'
import { Column, is, SQL, Subquery } from 'drizzle-orm'
import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3'
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import type { Db } from './client'

type Prepare = BetterSQLiteSession<Record<string, never>, Record<string, never>>['prepareQuery']
type Fields = NonNullable<Parameters<Prepare>[1]>
type Decoder = { mapFromDriverValue(value: unknown): unknown }

/**
 * Drizzle's query builder on a connection, without what it does again and again: it prepares every statement anew, which costs more
 * than executing it, and decides for every cell how its column is decoded.
 */
export function openQueries(connection: Database): Db {
  keepStatements(connection)
  const dialect = new SQLiteSyncDialect({ casing: 'snake_case' })
  return new BaseSQLiteDatabase('sync', dialect, new Session(connection, dialect, undefined), undefined) as unknown as Db
}

class Session extends BetterSQLiteSession<Record<string, never>, Record<string, never>> {
  override prepareQuery: Prepare = (query, fields, method, isArray, mapper, ...rest) =>
    super.prepareQuery(query, fields, method, isArray, mapper ?? (method === 'get' ? undefined : mapperOf(fields)), ...rest)
}

/** None where columns are gathered in objects of their own: there Drizzle looks row by row which of them a join left out. */
function mapperOf(fields: Fields | undefined): ((rows: unknown[][]) => unknown) | undefined {
  if (!fields || fields.some(({ path }) => path.length !== 1)) return undefined
  const names = fields.map(({ path }) => path[0] as string)
  const decoders = fields.map(({ field }) => decoderOf(field))
  return (rows) =>
    rows.map((row) => {
      const result: Record<string, unknown> = {}
      for (let i = 0; i < names.length; i++) {
        const [value, decoder] = [row[i], decoders[i]]
        result[names[i] as string] = value === null || decoder === undefined ? value : decoder.mapFromDriverValue(value)
      }
      return result
    })
}

const asItIs = Column.prototype.mapFromDriverValue

/** As in Drizzle's `mapResultRow`; none for what the driver hands over as it is. */
function decoderOf(field: Fields[number]['field']): Decoder | undefined {
  const decoder: Decoder = is(field, Column) ? field : decoderOfSql(field)
  return decoder.mapFromDriverValue === asItIs ? undefined : decoder
}

function decoderOfSql(field: unknown): Decoder {
  const sql = is(field, SQL) ? field : is(field, Subquery) ? field._.sql : (field as SQL.Aliased).sql
  return (sql as unknown as { decoder: Decoder }).decoder
}

/** About a hundred are in use, but each list of literal ids makes another SQL text. */
const MOST_STATEMENTS = 500

/**
 * Caches prepared statements by their SQL: Drizzle prepares anew at every call, which costs more than executing. Safe, because
 * Drizzle always reads the rows of one SQL text in the same mode.
 */
function keepStatements(connection: Database): void {
  const prepare = connection.prepare.bind(connection) as (sql: string) => Statement
  const known = new Map<string, Statement>()
  const prepareOnce = (sql: string): Statement => {
    const kept = known.get(sql)
    if (kept) return kept
    if (known.size >= MOST_STATEMENTS) known.clear()
    const statement = prepare(sql)
    known.set(sql, statement)
    return statement
  }
  connection.prepare = prepareOnce as Database['prepare']
}
