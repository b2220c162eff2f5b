import type { Database, Statement } from 'better-sqlite3'

/** A hundred or so are in use; lists of rows come in as many texts as there are lists. */
const MOST_STATEMENTS = 500

/** Compiling a statement costs more than running it, and Drizzle compiles anew at every call: here the same text gives the same statement. It always reads one text in one way, which a statement keeps once told. */
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
