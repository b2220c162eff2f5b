import { z } from 'zod'
import { addReadFile, findReadFile, listReadFiles, type ReadFile, removeReadFiles, updateReadFile } from '@/db/imports/read-files'
import { listReviewedUnits } from '@/db/people/unit-tree'
import { findUnits, listFormerNames, listUnitsBelow, type Unit } from '@/db/people/units'
import { placeName } from '@/report/finding'
import { findTemplate, openTemplate } from '@/report/templates'
import { LONGEST_TEXT } from '@/report/text/text-length'
import type { PageCut } from '@/report/understanding/page-cut'
import { type FileReading, planImport, valuesOf } from '@/report/understanding/plan-import'
import { compareNames } from '@/report/unit'
import { yearOf } from '@/report/workflow/dates'
import { findCaller, type Passed, type Refusal, type Result, unitsWith } from '@/server/gate/gate'
import { refusingTrouble } from '@/server/gate/refusal'
import { matchUnit, matchYear } from './match-unit'
import { keepPast } from './past-report'
import { readFile } from './receive'

/** Files taken over in one call, so that a page can tell how far it is. */
const MOST_AT_ONCE = 20

/** A doubt of a file that waits for a decision: what a person chooses between. */
export type OpenDoubt = { at: string; place: string; why: string; source?: string; candidates: readonly string[]; hasCut: boolean }

/** A file of a bulk import as its page shows it. `isReady`: it can become a report; `waits`: what has to be settled first. */
export type BulkFile = {
  id: number
  name: string
  org?: string
  unit: number | null
  year: number | null
  sure: number
  missing: number
  doubts: readonly OpenDoubt[]
  notes: readonly string[]
  isReady: boolean
  waits?: string
  report: number | null
}

/** The units somebody may bring reports of earlier years to: those he fills in for, reviews or administers. */
export async function listImportUnits({ store, user }: Pick<Passed, 'store' | 'user'>): Promise<Map<number, Unit>> {
  const reviewing = await listReviewedUnits(store, unitsWith(user, 'reviewer'))
  const reviewed = await findUnits(
    store,
    reviewing.map(({ id }) => id)
  )
  const below = await listUnitsBelow(store, unitsWith(user, 'admin'))
  const fills = unitsWith(user, 'filler')
  const own = (await listUnitsBelow(store, fills)).filter(({ id }) => fills.includes(id))
  const all = [...reviewed, ...below, ...own].sort((a, b) => compareNames(a.name, b.name))
  return new Map(all.map((unit) => [unit.id, unit]))
}

/** Whether somebody has any such unit. */
export const mayImportMany = ({ user }: Pick<Passed, 'user'>): boolean => unitsWith(user, 'reviewer', 'admin', 'filler').length > 0

/**
 * One file of a bulk import, `?name=` its path among those chosen: read, matched to a unit and a year, and kept until it is taken over
 * or put aside.
 */
export async function receiveBulkFile(request: Request): Promise<Response> {
  const answer = await refusingTrouble(async (): Promise<{ ok: true; id: number } | Refusal> => {
    const passed = await findCaller()
    if ('ok' in passed) return passed
    if (!mayImportMany(passed)) return NOT_YOURS
    const name = (new URL(request.url).searchParams.get('name') ?? '').slice(0, 200)
    const read = await readFile(passed, request)
    if (!read.ok && read.why !== undefined) return read
    return { ok: true, id: await keepFile(passed, name, read) }
  })()
  return Response.json(answer, { status: answer.ok ? 200 : 400, headers: { 'Cache-Control': 'private, no-store' } })
}

const NOT_YOURS: Refusal = { ok: false, error: '您没有可以导入年报的单位' }

async function keepFile(passed: Passed, path: string, read: Awaited<ReturnType<typeof readFile>>): Promise<number> {
  const { store, user, now } = passed
  const common = { by: user.id, on: now }
  if (!read.ok) return addReadFile(store, { ...common, name: path, hash: '', reading: '', fault: read.error, unit: null, year: null })
  const { name, hash, ...reading } = read.file
  const units = await listImportUnits(passed)
  const former = await listFormerNames(store, [...units.keys()])
  const named = [...units.values()].map(({ id, name: unitName, creditCode }) => ({
    id,
    name: unitName,
    creditCode,
    former: former.filter(({ unit }) => unit === id).map((one) => one.name)
  }))
  const matched = saysTwo(reading) ? undefined : matchUnit(named, reading, path || name)
  return addReadFile(store, {
    ...common,
    name: path || name,
    hash,
    reading: JSON.stringify(reading),
    fault: '',
    unit: matched?.unit ?? null,
    year: reading.year ?? matchYear(path) ?? null
  })
}

/** It has titles of several reports: somebody has to say whose it is. */
const saysTwo = ({ doubts }: FileReading) => doubts.some(({ at, candidates }) => (at === 'org' || at === 'year') && candidates.length > 1)

/** Everything somebody reads in at present, with what is open about each file. */
export async function listBulkFiles(passed: Passed): Promise<BulkFile[]> {
  const units = await listImportUnits(passed)
  return (await listReadFiles(passed.store, passed.user.id)).map((file) => describe(file, units, passed.now))
}

function describe(file: ReadFile, units: ReadonlyMap<number, Unit>, now: Date): BulkFile {
  const { id, name, fault, unit, year, report } = file
  const rest = { id, name, unit, year, report }
  if (file.reading === '') return { ...rest, sure: 0, missing: 0, doubts: [], notes: [fault], isReady: false, waits: '不能读取' }
  const reading: FileReading = JSON.parse(file.reading)
  const template = openTemplate(reading.template)
  const decided = readDecided(file)
  const { pages, notes } = planImport(reading, {})
  const places = pages.flatMap((page) => page.places)
  const waits = waitsFor(reading, rest, units, now)
  return {
    ...rest,
    org: reading.org,
    sure: places.filter(({ is }) => is === 'new' || is === 'same').length,
    missing: places.filter(({ is }) => is === 'missing').length,
    doubts: places.flatMap(({ at, is, doubt }) => {
      if (is !== 'unclear' || !doubt || decided.has(at)) return []
      const { cut, ...said } = doubt
      return [{ ...said, at, place: placeName(template, at), hasCut: cut !== undefined }]
    }),
    notes: [...notes, ...pages.flatMap((page) => page.notes)].map(({ why }) => why),
    isReady: waits === undefined && report === null,
    waits
  }
}

function waitsFor(
  reading: FileReading,
  { unit, year }: Pick<ReadFile, 'unit' | 'year'>,
  units: ReadonlyMap<number, Unit>,
  now: Date
): string | undefined {
  if (unit === null || !units.has(unit)) return saysTwo(reading) ? '文件中有多份年报的标题，请选择单位' : '没有找到对应的单位，请选择'
  if (year === null) return '没有写明年度，请选择'
  if (year >= yearOf(now)) return `${year} 年度尚未结束，请在该年度的年报中导入`
  if (findTemplate(year)?.id !== reading.template) return `表格不是 ${year} 年的格式，不能导入`
  return undefined
}

/** Texts by address; null: left blank on purpose. */
const readDecided = ({ decided }: ReadFile) => new Map<string, string | null>(Object.entries(JSON.parse(decided)))

export const decision = z.object({ file: z.int(), at: z.string().max(80), text: z.string().max(LONGEST_TEXT).nullable() })

/** Settles one doubt: the text to take over, or null to leave the place blank. */
export async function decideDoubt({ store, user }: Passed, { file: id, at, text }: z.output<typeof decision>): Promise<Result> {
  const file = await findReadFile(store, user.id, id)
  if (!file) return NO_FILE
  const decided = Object.fromEntries([...readDecided(file), [at, text]])
  await updateReadFile(store, { by: user.id, id }, { decided: JSON.stringify(decided) })
  return { ok: true }
}

const NO_FILE: Refusal = { ok: false, error: '没有这个文件，可能已经移除，请刷新页面' }

export const doubtful = z.object({ file: z.int(), at: z.string().max(80) })

/** What is drawn in a file at the place of a doubt; null where it has no pages. */
export async function findCut(
  { store, user }: Passed,
  { file: id, at }: z.output<typeof doubtful>
): Promise<{ ok: true; cut: PageCut | null } | Refusal> {
  const file = await findReadFile(store, user.id, id)
  if (!file || file.reading === '') return NO_FILE
  const { doubts }: FileReading = JSON.parse(file.reading)
  return { ok: true, cut: doubts.find((doubt) => doubt.at === at && doubt.cut)?.cut ?? null }
}

export const placement = z.object({ file: z.int(), unit: z.int().nullable(), year: z.int().nullable() })

/** Says whose report a file is, of which year. */
export async function placeFile(passed: Passed, { file: id, unit, year }: z.output<typeof placement>): Promise<Result> {
  if (unit !== null && !(await listImportUnits(passed)).has(unit)) return { ok: false, error: '您不能导入这个单位的年报' }
  await updateReadFile(passed.store, { by: passed.user.id, id }, { unit, year })
  return { ok: true }
}

export const chosenFiles = z.object({ files: z.array(z.int()).min(1, '请至少选择一个文件').max(MOST_AT_ONCE) })

/** Takes files over as 历史年报; what is still in doubt is left out. `failed`: why a file was not taken. */
export async function takeFiles(
  passed: Passed,
  { files }: z.output<typeof chosenFiles>
): Promise<{ ok: true; taken: number; failed: { name: string; why: string }[] }> {
  const { store, user, now } = passed
  const units = await listImportUnits(passed)
  const failed: { name: string; why: string }[] = []
  let taken = 0
  for (const id of files) {
    const file = await findReadFile(store, user.id, id)
    const unit = units.get(file?.unit ?? -1)
    const about = file && describe(file, units, now)
    if (!file || !about?.isReady || !unit || file.year === null) {
      failed.push({ name: file?.name ?? String(id), why: about?.waits ?? '已经导入或移除' })
      continue
    }
    const reading: FileReading = JSON.parse(file.reading)
    const decided = new Map([...readDecided(file)].flatMap(([at, text]) => (text === null ? [] : [[at, text] as const])))
    const given = { year: file.year, org: reading.org, values: valuesOf(reading, decided), file: { name: file.name, hash: file.hash } }
    const kept = await keepPast(passed, unit, given)
    if (!kept.ok) failed.push({ name: file.name, why: kept.error })
    else {
      await updateReadFile(store, { by: user.id, id }, { report: kept.report })
      taken++
    }
  }
  return { ok: true, taken, failed }
}

export const removedFiles = z.object({ files: z.array(z.int()).min(1).max(5000) })

/** Puts files aside; reports they became stay. */
export async function removeFiles({ store, user }: Passed, { files }: z.output<typeof removedFiles>): Promise<Result> {
  await removeReadFiles(store, user.id, files)
  return { ok: true }
}
