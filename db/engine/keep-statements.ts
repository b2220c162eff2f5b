import type { Database, Statement } from 'better-sqlite3'

/** About a hundred are in use, but each list of literal ids makes another SQL text. */
const MOST_STATEMENTS = 500

/**
 * Caches prepared statements by their SQL: Drizzle prepares anew at every call, which costs more than executing. Safe, because
 * Drizzle always reads the rows of one SQL text in the same mode.
 */
export function keepStatements(connection: Database): void {
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
