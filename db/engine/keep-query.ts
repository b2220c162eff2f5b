import { type Placeholder, sql } from 'drizzle-orm'
import type { Db, Reader } from './client'

/** A query of Drizzle that is not yet asked. */
type Query<Answer> = { prepare(): { execute(values: Record<string, unknown>): Promise<Answer> } }

/**
 * For what is asked with every key typed: Drizzle takes longer to put a query into words than SQLite to answer it, so each
 * connection is told it once, with the names of the values in their places.
 */
export function keepQuery<Name extends string, Answer>(
  names: readonly Name[],
  build: (reader: Reader, given: Record<Name, Placeholder>) => Query<Answer>
): (reader: Reader, values: Record<Name, unknown>) => Promise<Answer> {
  const given = Object.fromEntries(names.map((name) => [name, sql.placeholder(name) as Placeholder])) as Record<Name, Placeholder>
  const kept = new WeakMap<Db, ReturnType<Query<Answer>['prepare']>>()
  return (reader, values) => {
    const known = kept.get(reader.read) ?? build(reader, given).prepare()
    kept.set(reader.read, known)
    return known.execute(values)
  }
}
