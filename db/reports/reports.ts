import { and, asc, desc, eq, lte, notInArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Db, Reader, Store } from '@/db/engine/client'
import { keepQuery, type Placeholders } from '@/db/engine/keep-query'
import { keepObligation } from '@/db/people/obligations'
import { ENTERED_ON_PAPER, entersForUnit } from '@/db/people/paper-units'
import type { EntryMethod, Schema } from '@/db/schema'
import { PAST_REVISION, type Report, type ReportKind, RULES_VERSION } from '@/report/report'
import { findTemplate } from '@/report/templates'
import { statesIn } from '@/report/workflow/states'
import { appendEvent } from './events'

/** A revision's row: who files it for which year and where it stands. */
export type Filing = Schema['reports']['$inferSelect']

/** What a list of many needs to know of each: of hundreds the other half of the columns takes as long again. */
export type FilingInList = Pick<
  Filing,
  'id' | 'unit' | 'unitName' | 'year' | 'kind' | 'revision' | 'state' | 'version' | 'claimedBy' | 'claimEnds' | 'submittedOn'
>

/** The columns of such a list. */
export function columnsInList({ reports }: Schema) {
  const { id, unit, unitName, year, kind, revision, state, version, claimedBy, claimEnds, submittedOn } = reports
  return { id, unit, unitName, year, kind, revision, state, version, claimedBy, claimEnds, submittedOn }
}

/** Undefined: there is no revision with this number. */
export async function findFiling(reader: Reader, id: number): Promise<Filing | undefined> {
  const [filing] = await askFiling(reader, { id })
  return filing
}

const askFiling = keepQuery(({ read, t }, { id }: Placeholders<{ id: number }>) =>
  read.select().from(t.reports).where(eq(t.reports.id, id))
)

/** Several of them at once. */
export async function findFilings({ read, t }: Reader, ids: readonly number[]): Promise<Filing[]> {
  return read.select().from(t.reports).where(among(t.reports.id, ids))
}

/** Every revision of the reports of some units, newest year and revision first. */
export async function listFilings({ read, t }: Reader, units: readonly number[]): Promise<Filing[]> {
  return read
    .select()
    .from(t.reports)
    .where(among(t.reports.unit, units))
    .orderBy(desc(t.reports.year), asc(t.reports.unitName), desc(t.reports.revision))
}

/** The revisions of some units that are not settled, newest year first. */
export async function listUnderWay({ read, t }: Reader, units: readonly number[]): Promise<FilingInList[]> {
  return read
    .select(columnsInList(t))
    .from(t.reports)
    .where(and(among(t.reports.unit, units), notInArray(t.reports.state, statesIn('settled', 'not due'))))
    .orderBy(desc(t.reports.year), asc(t.reports.unitName))
}

/** Every revision of the report a filing belongs to, oldest first. */
export async function listRevisions({ read, t }: Reader, { unit, year, kind }: Pick<Filing, 'unit' | 'year' | 'kind'>): Promise<Filing[]> {
  return read
    .select()
    .from(t.reports)
    .where(and(eq(t.reports.unit, unit), eq(t.reports.year, year), eq(t.reports.kind, kind)))
    .orderBy(asc(t.reports.revision))
}

/** A filing with everything typed into it. */
export async function readReport({ read, t }: Reader, { id, unitName, year, kind, template, rules }: Filing): Promise<Report> {
  const rows = await read.select({ at: t.cells.at, text: t.cells.text }).from(t.cells).where(eq(t.cells.report, id))
  const values = Object.fromEntries(rows.filter(({ text }) => text !== '').map(({ at, text }) => [at, text]))
  return { unit: unitName, year, kind, template, rules, values }
}

/** A report as it was handed in last, or last up to a version of it; undefined if it never was. */
export async function findSnapshot(
  { read, t }: Reader,
  report: number,
  upTo?: number
): Promise<{ version: number; json: string; hash: string } | undefined> {
  const [latest] = await read
    .select({ version: t.snapshots.version, json: t.snapshots.json, hash: t.snapshots.hash })
    .from(t.snapshots)
    .where(and(eq(t.snapshots.report, report), upTo === undefined ? undefined : lte(t.snapshots.version, upTo)))
    .orderBy(desc(t.snapshots.version))
    .limit(1)
  return latest
}

type Started = { unit: { id: number; name: string; kind: ReportKind }; year: number; by: number; now: Date }

/**
 * Starts a unit's report for a year, with the form of that year frozen in it, of the kind the unit owes; returns the latest
 * revision if there is one. `values` fill it, e.g. from the example. Undefined if no national form covers the year.
 */
export async function startReport(
  { tx, t }: Store,
  given: Started & { values?: Report['values']; how?: EntryMethod }
): Promise<number | undefined> {
  const template = findTemplate(given.year)
  if (!template) return undefined
  return tx(async (db) => {
    const inside = { read: db, t }
    const { unit, year, by, now, values = {}, how = 'imported' } = given
    const { kind } = await keepObligation(inside, unit, year, now)
    const existing = await findNewest(inside, { unit: unit.id, year, kind })
    if (existing) return existing.id
    const first = { unit: unit.id, unitName: unit.name, year, kind, revision: 1, template: template.id, rules: RULES_VERSION }
    const report = await insertRevision(db, t, first, now)
    if (report === undefined) return (await findNewest(inside, first))?.id
    const reason = (await entersForUnit(inside, unit.id, by)) ? ENTERED_ON_PAPER : ''
    await appendEvent(inside, { report, version: 0, name: 'start', from: null, to: 'DRAFT', reason, by, on: now })
    await fill(inside, { report, values, how, by, now })
    return report
  })
}

/** The newest revision that goes or went through the workflow. */
async function findNewest(reader: Reader, of: Pick<Filing, 'unit' | 'year' | 'kind'>): Promise<Filing | undefined> {
  return (await listRevisions(reader, of)).findLast(({ revision }) => revision > PAST_REVISION)
}

/** A further revision with everything the last one held; part of the caller's transaction. `after`: the last hash of the one before. */
export async function startRevision(
  inside: Reader,
  filing: Filing,
  { by, reason, after, now }: { by: number; reason: string; after: string; now: Date }
): Promise<number | undefined> {
  const { read: db, t } = inside
  const { unit, unitName, year, kind, template, rules, counting, revision, arrivedOn, returns } = filing
  const next = { unit, unitName, year, kind, template, rules, counting, revision: revision + 1, arrivedOn, returns }
  const report = await insertRevision(db, t, next, now)
  if (report === undefined) return undefined
  await appendEvent(inside, { report, version: 0, name: 'start', from: null, to: 'DRAFT', reason, by, on: now }, after)
  await fill(inside, { report, values: (await readReport(inside, filing)).values, how: 'carried', by, now })
  const answers = await db.select().from(t.answers).where(eq(t.answers.report, filing.id)).orderBy(asc(t.answers.id))
  if (answers.length > 0) await db.insert(t.answers).values(answers.map(({ id: _, ...answer }) => ({ ...answer, report })))
  return report
}

type NewRevision = Pick<Filing, 'unit' | 'unitName' | 'year' | 'kind' | 'revision' | 'template' | 'rules'> &
  Partial<Pick<Filing, 'counting' | 'arrivedOn' | 'returns'>>

/** Undefined if that revision, or an unsettled one, exists already. */
async function insertRevision(db: Db, t: Schema, revision: NewRevision, now: Date): Promise<number | undefined> {
  const [started] = await db
    .insert(t.reports)
    .values({ ...revision, state: 'DRAFT', version: 0, changeNote: '', savedOn: now })
    .onConflictDoNothing()
    .returning({ id: t.reports.id })
  return started?.id
}

async function fill(
  { read: db, t }: Reader,
  { report, values, how, by, now }: { report: number; values: Report['values']; how: EntryMethod; by: number; now: Date }
): Promise<void> {
  const filled = Object.entries(values).map(([at, text]) => ({ report, at, text, by, on: now }))
  if (filled.length === 0) return
  await db.insert(t.cells).values(filled.map((cell) => ({ ...cell, was: '', version: 1 })))
  await db.insert(t.changes).values(filled.map(({ text, ...cell }) => ({ ...cell, was: '', now: text, how, saveId: 'start' })))
}
