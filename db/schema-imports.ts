import type { Kit } from './kit'

type Column = ReturnType<Kit['ref']>
type Referenced = Parameters<Column['references']>[0]

/** Files from outside: those read for one report, and those read in together. `ofReport`, `ofUser`: columns that refer to a row. */
export function defineImports<R extends Column, U extends Column>(
  { table, id, ref, text, int, time, unique, index }: Kit,
  { ofReport, ofUser, reportOf }: { ofReport: () => R; ofUser: () => U; reportOf: Referenced }
) {
  /** 导入: a file from outside that was read for a report, whether or not anything of it was taken over. */
  const imports = table(
    'imports',
    {
      id: id(),
      report: ofReport(),
      /** The name of the file. */
      name: text().notNull(),
      /** SHA-256 of its bytes. */
      hash: text().notNull(),
      by: ofUser(),
      on: time().notNull()
    },
    (t) => [index('imports_report').on(t.report)]
  )

  /** 批量导入: files somebody read in together, until each became a report or was put aside. */
  const readFiles = table(
    'read_files',
    {
      id: id(),
      by: ofUser(),
      /** Its path among the files that were chosen. */
      name: text().notNull(),
      hash: text().notNull(),
      on: time().notNull(),
      /** What was understood of it, as JSON (`FileReading`); empty where it could not be read. */
      reading: text().notNull(),
      /** What a list shows of it, as JSON; empty where it was not yet taken from `reading`. */
      about: text().notNull().default(''),
      /** Why it could not be read. */
      fault: text().notNull(),
      /** What was decided about its doubts, as JSON: texts by address. */
      decided: text().notNull(),
      unit: ref(),
      year: int(),
      /** The report it became. */
      report: ref().references(reportOf)
    },
    (t) => [unique('read_files_own').on(t.by, t.name, t.hash)]
  )

  return { imports, readFiles }
}
