import { type Placeholder, sql } from 'drizzle-orm'
import type { Db, Reader } from './client'

/** A placeholder for each value a statement is executed with. */
export type Placeholders<Values> = { [Name in keyof Values]: Placeholder<Name & string, Values[Name]> }

type Query<Rows> = { prepare(): { execute(values: Record<string, unknown>): Promise<Rows> } }

/**
 * Prepares a statement once for each connection: for statements that run with every key typed, where Drizzle takes longer
 * to build the SQL than SQLite to execute it. `build` names and types the values: `(reader, given: Placeholders<{ id: number }>)`.
 */
export function keepQuery<Values extends Record<string, unknown>, Rows>(
  build: (reader: Reader, given: Placeholders<Values>) => Query<Rows>
): (reader: Reader, values: Values) => Promise<Rows> {
  const given = new Proxy({} as Placeholders<Values>, { get: (_, name) => sql.placeholder(String(name)) })
  const prepared = new WeakMap<Db, ReturnType<Query<Rows>['prepare']>>()
  return (reader, values) => {
    const known = prepared.get(reader.read) ?? build(reader, given).prepare()
    prepared.set(reader.read, known)
    return known.execute(values)
  }
}
