import { setImmediate as nextTurn } from 'node:timers/promises'
import { listStandingReports, type StandingReport } from '@/db/imports/past-reports'
import { findReadFile, type ListedFile, listReadFiles, type ReadFile, updateReadFile } from '@/db/imports/read-files'
import { type KnownUnit, listKnownUnits, listReviewedUnits } from '@/db/people/unit-tree'
import { placeName } from '@/report/finding'
import type { TemplateId } from '@/report/template'
import { findTemplate, openTemplate } from '@/report/templates'
import { type FileReading, planImport } from '@/report/understanding/plan-import'
import { yearOf } from '@/report/workflow/dates'
import { type Passed, unitsWith } from '@/server/gate/gate'

/** A doubt of a file that waits for a decision: what a person chooses between. */
export type OpenDoubt = { at: string; place: string; why: string; source?: string; candidates: readonly string[]; hasCut: boolean }

/**
 * A file of a bulk import as its page shows it. `open`: doubts that wait for a decision; `isReady`: it can become a report; `waits`:
 * what has to be settled first; `replaces`: what it would take the place of.
 */
export type BulkFile = {
  id: number
  name: string
  org?: string
  unit: number | null
  year: number | null
  sure: number
  missing: number
  open: number
  notes: readonly string[]
  isReady: boolean
  waits?: string
  replaces?: string
  report: number | null
}

/** What a file waits for from which nothing could be read. */
export const UNREADABLE = '不能读取'

/** What a list shows of a reading. `unclear`: places that wait for a decision; `saysTwo`: it has titles of several reports. */
type About = {
  org?: string
  template: TemplateId
  sure: number
  missing: number
  unclear: readonly string[]
  notes: readonly string[]
  saysTwo: boolean
}

/** What lists show of a reading, worked out once when the file comes: a list of thousands is asked for again and again. */
export function summarize(reading: FileReading): About {
  const { pages, notes } = planImport(reading, {})
  const places = pages.flatMap((page) => page.places)
  return {
    org: reading.org,
    template: reading.template,
    sure: places.filter(({ is }) => is === 'new' || is === 'same').length,
    missing: places.filter(({ is }) => is === 'missing').length,
    unclear: places.filter(({ is }) => is === 'unclear').map(({ at }) => at),
    notes: [...notes, ...pages.flatMap((page) => page.notes)].map(({ why }) => why),
    saysTwo: saysTwo(reading)
  }
}

/** It has titles of several reports: somebody has to say whose it is. */
export const saysTwo = ({ doubts }: FileReading): boolean =>
  doubts.some(({ at, candidates }) => (at === 'org' || at === 'year') && candidates.length > 1)

/** The units somebody may bring reports of earlier years to: those he fills in for, reviews or administers. */
export async function listImportUnits({ store, user }: Pick<Passed, 'store' | 'user'>): Promise<Map<number, KnownUnit>> {
  const reviewed = (await listReviewedUnits(store, unitsWith(user, 'reviewer'))).map(({ id }) => id)
  const all = await listKnownUnits(store, [...unitsWith(user, 'filler'), ...reviewed], unitsWith(user, 'admin'))
  return new Map(all.map((unit) => [unit.id, unit]))
}

/** Everything somebody reads in at present, with what is open about each file. */
export async function listBulkFiles(passed: Passed, units?: ReadonlyMap<number, KnownUnit>): Promise<BulkFile[]> {
  const { store, user, now } = passed
  const known = units ?? (await listImportUnits(passed))
  const files: ListedFile[] = []
  for (const file of await listReadFiles(store, user.id)) files.push(await withAbout(passed, file))
  const of = [...new Set(files.flatMap(({ unit }) => unit ?? []))]
  const around: Around = { units: known, year: yearOf(now), open: new Map(), standing: new Map() }
  const abouts = files.map(({ about }): About | undefined => (about === '' ? undefined : JSON.parse(about)))
  for (const [i, file] of files.entries())
    if (file.report === null && file.year !== null && findTemplate(file.year)?.id === abouts[i]?.template)
      around.open.set(keyOf(file), [...(around.open.get(keyOf(file)) ?? []), file])
  for (const one of await listStandingReports(store, of))
    if (one.kind === known.get(one.unit)?.kind && one.is !== 'filed') around.standing.set(keyOf(one), one.is)
  return files.map((file, i) => describe(file, abouts[i], around))
}

/**
 * `year`: the present one; `open`: files of the form of their year that have become no report; `standing`: reports read in before; both
 * by unit and year.
 */
type Around = {
  units: ReadonlyMap<number, KnownUnit>
  year: number
  open: Map<string, ListedFile[]>
  standing: Map<string, StandingReport['is']>
}

const keyOf = ({ unit, year }: { unit: number | null; year: number | null }) => `${unit} ${year}`

/** A file that was read before lists had their own words is summarized now. */
async function withAbout({ store, user }: Passed, file: ListedFile): Promise<ListedFile> {
  if (file.about !== '' || file.fault !== '') return file
  const whole = await findReadFile(store, user.id, file.id)
  if (!whole || whole.reading === '') return file
  const about = JSON.stringify(summarize(JSON.parse(whole.reading)))
  await updateReadFile(store, { by: user.id, id: file.id }, { about })
  return { ...file, about }
}

function describe(file: ListedFile, about: About | undefined, around: Around): BulkFile {
  const { id, name, fault, unit, year, report } = file
  const rest = { id, name, unit, year, report }
  if (!about) return { ...rest, sure: 0, missing: 0, open: 0, notes: [fault], isReady: false, waits: UNREADABLE }
  const { org, sure, missing, notes } = about
  const decided = readDecided(file)
  const shown = { ...rest, org, sure, missing, notes, open: about.unclear.filter((at) => !decided.has(at)).length }
  if (report !== null) return { ...shown, isReady: false }
  const waits = waitsFor(about, file, around)
  const replaces = around.standing.get(keyOf(file)) === 'imported' ? `将替换已导入的 ${year} 年历史年报` : undefined
  return { ...shown, isReady: waits === undefined, waits, replaces: waits === undefined ? replaces : undefined }
}

function waitsFor(
  { template, saysTwo: isOfTwo }: About,
  file: ListedFile,
  { open, standing, units, year: present }: Around
): string | undefined {
  const { unit, year } = file
  if (unit === null || !units.has(unit)) return isOfTwo ? '文件中有多份年报的标题，请选择单位' : '没有找到对应的单位，请选择'
  if (year === null) return '没有写明年度，请选择'
  if (year >= present) return `${year} 年度尚未结束，请在该年度的年报中导入`
  if (findTemplate(year)?.id !== template) return `表格不是 ${year} 年的格式，不能导入`
  const twin = open.get(keyOf(file))?.find(({ id }) => id !== file.id)
  if (twin) return `与“${twin.name}”是同一单位、同一年度，请移除其中一个`
  return standing.get(keyOf(file)) === 'public' ? `${year} 年的历史年报已经公布，需要修改的请申请更正` : undefined
}

/** What was decided about doubts. Texts by address; null: left blank on purpose. */
export const readDecided = ({ decided }: Pick<ReadFile, 'decided'>) => new Map<string, string | null>(Object.entries(JSON.parse(decided)))

/** A doubt of one of many files. */
export type DoubtOfFile = OpenDoubt & { file: { id: number; name: string; org?: string; unit: number | null; year: number | null } }

/** Doubts are settled in files that can become a report: of others a decision would be of no use, or of none yet. */
export const hasOpenDoubts = ({ isReady, open }: BulkFile): boolean => isReady && open > 0

/** What waits for a decision in all of somebody's files; others are answered in between. */
export async function listOpenDoubts(passed: Passed): Promise<{ ok: true; doubts: DoubtOfFile[] }> {
  const doubts: DoubtOfFile[] = []
  for (const file of (await listBulkFiles(passed)).filter(hasOpenDoubts)) {
    const { id, name, org, unit, year } = file
    const whole = await findReadFile(passed.store, passed.user.id, id)
    if (!whole) continue
    doubts.push(...openDoubtsOf(whole).map((doubt) => ({ ...doubt, file: { id, name, org, unit, year } })))
    await nextTurn()
  }
  return { ok: true, doubts }
}

function openDoubtsOf(file: ReadFile): OpenDoubt[] {
  const reading: FileReading = JSON.parse(file.reading)
  const template = openTemplate(reading.template)
  const decided = readDecided(file)
  return planImport(reading, {}).pages.flatMap(({ places }) =>
    places.flatMap(({ at, is, doubt }) => {
      if (is !== 'unclear' || !doubt || decided.has(at)) return []
      const { cut, ...said } = doubt
      return [{ ...said, at, place: placeName(template, at), hasCut: cut !== undefined }]
    })
  )
}
