import { and, eq } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Db, Reader, Store } from '@/db/engine/client'
import { keepFigures } from '@/db/figures/figures'
import { hashOf } from '@/db/hash'
import { writeCell } from '@/db/reports/cells'
import { editBetween, logEdit } from '@/db/reports/changes'
import { appendEvent } from '@/db/reports/events'
import { type Filing, findFiling, listRevisions, readReport } from '@/db/reports/reports'
import type { Schema } from '@/db/schema'
import { PAST_REVISION, type Report, type ReportKind, RULES_VERSION } from '@/report/report'
import { makeSnapshot } from '@/report/snapshot'
import { findTemplate } from '@/report/templates'

/** A report of a year before, as it was read in: whose, by what name, from which file. */
export type PastReport = {
  unit: { id: number; name: string; kind: ReportKind }
  year: number
  values: Report['values']
  /** `name`: as the history tells it; `hash`: SHA-256 of its bytes. */
  file: { name: string; hash: string; words: string }
  by: number
  now: Date
}

/**
 * Keeps a report as 历史年报（导入）: a revision before the first, with its snapshot and where it came from, which no step of
 * the workflow led to and no count counts. Another file replaces what an earlier one said, until it is public.
 */
export async function importPastReport(
  { tx, t }: Store,
  { unit, year, values, file, by, now }: PastReport
): Promise<{ ok: true; report: number } | { ok: false; why: 'no form' | 'public' }> {
  const template = findTemplate(year)
  if (!template) return { ok: false, why: 'no form' }
  return tx(async (db) => {
    const inside = { read: db, t }
    const known = (await listRevisions(inside, { unit: unit.id, year, kind: unit.kind })).find(({ revision }) => revision === PAST_REVISION)
    if (known && known.state !== 'IMPORTED') return { ok: false as const, why: 'public' as const }
    const first = { unit: unit.id, unitName: unit.name, year, kind: unit.kind, revision: PAST_REVISION, template: template.id }
    const report = known?.id ?? (await insert(db, t, { ...first, rules: RULES_VERSION, now }))
    const [imported] = await db
      .insert(t.imports)
      .values({ report, name: file.name, hash: file.hash, by, on: now })
      .returning({ id: t.imports.id })
    await replaceCells(inside, { report, known, values, source: imported?.id ?? null, by, now })
    const version = known ? known.version + 1 : 0
    const filing = (await findFiling(inside, report)) as Filing
    const content = await readReport(inside, { ...filing, unitName: unit.name })
    const json = makeSnapshot(content)
    const snapshot = hashOf(json)
    await db.insert(t.snapshots).values({ report, version, json, hash: snapshot, explained: 0, changed: 0 })
    await keepFigures(inside, { report, version }, content)
    await db
      .update(t.reports)
      .set({ unitName: unit.name, version, submittedHash: snapshot, submittedOn: now, savedOn: now })
      .where(and(eq(t.reports.id, report), eq(t.reports.state, 'IMPORTED')))
    const [from, to] = [known ? ('IMPORTED' as const) : null, 'IMPORTED' as const]
    await appendEvent(inside, { report, version, name: 'import', from, to, reason: file.words, by, on: now, snapshot })
    return { ok: true as const, report }
  })
}

/** What stands for units and years: reports read in, and whether they are public; `filed`: one that went through the workflow. */
export type StandingReport = { unit: number; year: number; kind: ReportKind; is: 'imported' | 'public' | 'filed' }

/** The reports of units, of all years. */
export async function listStandingReports({ read, t }: Reader, units: readonly number[]): Promise<StandingReport[]> {
  const { unit, year, kind, revision, state } = t.reports
  const rows = await read.select({ unit, year, kind, revision, state }).from(t.reports).where(among(unit, units))
  return rows.map(({ revision: which, state: now, ...of }) => ({
    ...of,
    is: which > PAST_REVISION ? 'filed' : now === 'IMPORTED' ? 'imported' : 'public'
  }))
}

type New = Pick<Filing, 'unit' | 'unitName' | 'year' | 'kind' | 'revision' | 'template' | 'rules'> & { now: Date }

async function insert(db: Db, t: Schema, { now, ...first }: New): Promise<number> {
  const [added] = await db
    .insert(t.reports)
    .values({ ...first, state: 'IMPORTED', version: 0, changeNote: '', submittedOn: now, savedOn: now })
    .returning({ id: t.reports.id })
  return (added as { id: number }).id
}

type Replaced = { report: number; known: Filing | undefined; values: Report['values']; source: number | null; by: number; now: Date }

async function replaceCells(inside: Reader, { report, known, values, source, by, now }: Replaced): Promise<void> {
  const before = known ? (await readReport(inside, known)).values : {}
  for (const at of new Set([...Object.keys(before), ...Object.keys(values)])) {
    const [was, text] = [before[at] ?? '', values[at] ?? '']
    if (was === text) continue
    await writeCell(inside, { report, at, text, was, user: by, now })
    const edit = editBetween(was, text)
    const how = 'imported' as const
    await logEdit(inside, {
      report,
      at,
      start: edit.start,
      was: edit.was,
      text: edit.now,
      how,
      source,
      saveId: `import ${source}`,
      user: by,
      now
    })
  }
}
