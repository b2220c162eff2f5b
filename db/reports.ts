import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { type Report, type ReportKind, RULES_VERSION } from '@/report/report'
import type { State } from '@/report/status'
import { findTemplate } from '@/report/templates'
import type { Reader, Store } from './client'
import type { How } from './schema'

/** A report's row: who files it for which year and where it stands. */
export type Filing = {
  id: number
  unit: number
  unitName: string
  year: number
  kind: ReportKind
  template: Report['template']
  rules: string
  state: State
  version: number
  savedOn: Date
}

export async function findFiling({ read, t }: Reader, id: number): Promise<Filing | undefined> {
  const [filing] = await read.select().from(t.reports).where(eq(t.reports.id, id))
  return filing
}

/** The reports of some units, newest year first. */
export async function listFilings({ read, t }: Reader, units: readonly number[]): Promise<Filing[]> {
  if (units.length === 0) return []
  return read
    .select()
    .from(t.reports)
    .where(inArray(t.reports.unit, [...units]))
    .orderBy(desc(t.reports.year), asc(t.reports.unitName), asc(t.reports.id))
}

/** A filing with everything typed into it. */
export async function readReport({ read, t }: Reader, { id, unitName, year, kind, template, rules }: Filing): Promise<Report> {
  const rows = await read.select({ at: t.cells.at, text: t.cells.text }).from(t.cells).where(eq(t.cells.report, id))
  const values = Object.fromEntries(rows.filter(({ text }) => text !== '').map(({ at, text }) => [at, text]))
  return { unit: unitName, year, kind, template, rules, values }
}

/** The unit's report of the year before, of the same kind, if it has been handed in. */
export async function findLastYear(reader: Reader, { unit, year, kind }: Filing): Promise<Report | undefined> {
  const { read, t } = reader
  const [filing] = await read
    .select()
    .from(t.reports)
    .where(
      and(
        eq(t.reports.unit, unit),
        eq(t.reports.year, year - 1),
        eq(t.reports.kind, kind),
        inArray(t.reports.state, ['SUBMITTED', 'APPROVED'])
      )
    )
  return filing && readReport(reader, filing)
}

/**
 * Starts a unit's report for a year, with the form of that year frozen in it; returns the existing one if there is
 * one. `values` fill it, e.g. from the example. Undefined if no national form covers the year.
 */
export async function startReport(
  { tx, t }: Store,
  given: { unit: { id: number; name: string; kind: ReportKind }; year: number; by: number; now: Date; values?: Report['values']; how?: How }
): Promise<number | undefined> {
  const { unit, year, by, now, values = {}, how = 'imported' } = given
  const template = findTemplate(year)
  if (!template) return undefined
  return tx(async (db) => {
    const [started] = await db
      .insert(t.reports)
      .values({
        unit: unit.id,
        unitName: unit.name,
        year,
        kind: unit.kind,
        template: template.id,
        rules: RULES_VERSION,
        state: 'DRAFT',
        version: 0,
        savedOn: now
      })
      .onConflictDoNothing()
      .returning({ id: t.reports.id })
    if (!started) {
      const [existing] = await db
        .select({ id: t.reports.id })
        .from(t.reports)
        .where(and(eq(t.reports.unit, unit.id), eq(t.reports.year, year), eq(t.reports.kind, unit.kind)))
      return existing?.id
    }
    const report = started.id
    await db.insert(t.events).values({ report, version: 0, name: 'start', from: null, to: 'DRAFT', reason: '', by, on: now })
    const filled = Object.entries(values).map(([at, text]) => ({ report, at, text, by, on: now }))
    if (filled.length > 0) {
      await db.insert(t.cells).values(filled.map((cell) => ({ ...cell, was: '', version: 1 })))
      await db.insert(t.changes).values(filled.map(({ text, ...cell }) => ({ ...cell, was: '', now: text, how, saveId: 'start' })))
    }
    return report
  })
}
