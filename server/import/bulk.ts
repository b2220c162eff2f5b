import { z } from 'zod'
import { addReadFile, findReadFile, listReadFiles, removeReadFiles, updateReadFile } from '@/db/imports/read-files'
import { listFormerNames } from '@/db/people/units'
import { LONGEST_TEXT } from '@/report/text/text-length'
import type { PageCut } from '@/report/understanding/page-cut'
import { type FileReading, valuesOf } from '@/report/understanding/plan-import'
import { findCaller, type Passed, type Refusal, type Result, unitsWith } from '@/server/gate/gate'
import { refusingTrouble } from '@/server/gate/refusal'
import { listBulkFiles, listImportUnits, readDecided, saysTwo, summarize } from './bulk-list'
import { matchUnit, matchYear } from './match-unit'
import { keepPast } from './past-report'
import { readFile } from './receive'

/** Files taken over in one call, so that a page can tell how far it is. */
const MOST_AT_ONCE = 20

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
  const none = { hash: '', reading: '', about: '', unit: null, year: null }
  if (!read.ok) return addReadFile(store, { ...common, ...none, name: path, fault: read.error })
  const { name, hash, ...reading } = read.file
  const units = await listImportUnits(passed)
  const former = new Map<number, string[]>()
  for (const one of await listFormerNames(store, [...units.keys()])) former.set(one.unit, [...(former.get(one.unit) ?? []), one.name])
  const named = [...units.values()].map(({ id, name: unitName, creditCode }) => ({
    id,
    name: unitName,
    creditCode,
    former: former.get(id) ?? []
  }))
  const matched = saysTwo(reading) ? undefined : matchUnit(named, reading, path || name)
  return addReadFile(store, {
    ...common,
    name: path || name,
    hash,
    reading: JSON.stringify(reading),
    about: JSON.stringify(summarize(reading)),
    fault: '',
    unit: matched?.unit ?? null,
    year: reading.year ?? matchYear(path) ?? null
  })
}

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
  const { store, user } = passed
  const units = await listImportUnits(passed)
  const failed: { name: string; why: string }[] = []
  let taken = 0
  const listed = new Map((await listBulkFiles(passed, units)).map((file) => [file.id, file]))
  for (const id of files) {
    const about = listed.get(id)
    const file = about?.isReady ? await findReadFile(store, user.id, id) : undefined
    const unit = units.get(file?.unit ?? -1)
    if (!file || !unit || file.year === null) {
      failed.push({ name: about?.name ?? String(id), why: about?.waits ?? '已经导入或移除' })
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

/** Some, all that became reports, or every one. */
export const removedFiles = z.object({ files: z.union([z.array(z.int()).min(1).max(100), z.enum(['taken', 'all'])]) })

/** Puts files aside; reports they became stay. */
export async function removeFiles({ store, user }: Passed, { files }: z.output<typeof removedFiles>): Promise<Result> {
  const all = typeof files === 'string' ? await listReadFiles(store, user.id) : []
  const chosen = typeof files === 'string' ? all.filter(({ report }) => files === 'all' || report !== null).map(({ id }) => id) : files
  await removeReadFiles(store, user.id, chosen)
  return { ok: true }
}
