/**
 * What keeps a database from working, whatever engine it is: `busy` somebody else holds what is needed, `away` it cannot
 * be reached, `full` there is no room, `broken` its file was moved, replaced, damaged or may not be written.
 * The first two are transient, the others need somebody who looks after the server.
 */
export type Trouble = 'busy' | 'away' | 'full' | 'broken'

/** Thrown where our own check finds a trouble that the engine does not report. */
export class DatabaseTrouble extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string
  ) {
    super(message)
  }
}

/** The trouble behind an error; undefined for any other error, which is a bug. */
export function findTrouble(error: unknown): Trouble | undefined {
  // Drizzle wraps what the drivers throw; a host with several addresses fails with an error for each.
  for (const one of unwrap(error)) {
    // By its field, not `instanceof`: each bundle of the server has a class of its own.
    if ('trouble' in one) return one.trouble as Trouble
    const code = codeOf(one)
    const found = CODES.find(([pattern]) => pattern.test(code)) ?? MESSAGES.find(([pattern]) => pattern.test(one.message))
    if (found) return found[1]
  }
  return undefined
}

/** An error with all its causes, outermost first. */
export function unwrap(error: unknown): Error[] {
  const found: Error[] = []
  for (let one = error; one instanceof Error && !found.includes(one); one = one.cause ?? (one as AggregateError).errors?.[0])
    found.push(one)
  return found
}

/** The code of an error: SQLITE_…, five characters of PostgreSQL, or E… of the system; empty if it has none. */
export function codeOf(error: Error): string {
  return String((error as { code?: unknown }).code ?? '')
}

const CODES: readonly [RegExp, Trouble][] = [
  // Locks waited for too long, statements taking too long, deadlocks, too many connections.
  [/^(SQLITE_BUSY|SQLITE_LOCKED|55P03|57014|25P03|40001|40P01|53300|53400$)/, 'busy'],
  [/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|53100|ENOSPC|EDQUOT$)/, 'full'],
  [/^(SQLITE_(CORRUPT|NOTADB|IOERR|READONLY|CANTOPEN)|XX00[12]|58030|25006|EROFS)/, 'broken'],
  // Shutting down, starting up, connections refused or lost.
  [/^(57P0[1-5]|08[0-9A-Z]{3}|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/, 'away']
]

/** Errors that the PostgreSQL driver itself throws have no code. */
const MESSAGES: readonly [RegExp, Trouble][] = [
  [/^timeout exceeded when trying to connect$/, 'busy'],
  [
    /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout expired|Cannot use a pool after calling end)/,
    'away'
  ]
]
