import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Store } from '@/db/engine/client'
import { findImprint } from '@/db/reports/imprints'
// biome-ignore lint/style/noRestrictedImports: what was chosen was handed in and readable, and its version keeps it that
import { findSnapshot } from '@/db/reports/reports'
import type { Imprint } from '@/report/layout/imprint'
import { titleOf } from '@/report/report'
import { STATE_NAMES, STATES } from '@/report/workflow/states'
import { env } from '@/server/base/env'
import { fileName } from '@/server/base/file-name'
import { publicOrigin } from '@/server/base/origin'
import { sentenceIn } from '@/server/base/told-error'
import { FORMATS, type Format, formatOf } from '@/server/files/formats'
import { draftMark, makeFile, sealOf } from '@/server/files/make-file'
import { runInFileWorker } from '@/server/files/worker/file-worker'

const item = z.object({
  report: z.int(),
  /** The report's version when it was chosen: later changes stay out. */
  version: z.int(),
  unit: z.int(),
  unitName: z.string(),
  year: z.int(),
  state: z.enum(STATES)
})

/** What 汇总表 says beside the figures: see `coverBatch`. */
const cover = z.object({
  isAdded: z.array(z.boolean()),
  sentence: z.string(),
  lines: z.array(z.object({ unit: z.string(), standing: z.string(), reason: z.string(), isAdded: z.string() }))
})

const order = z.object({
  id: z.string(),
  by: z.int(),
  startedOn: z.iso.datetime(),
  words: z.string(),
  formats: z.array(z.enum(FORMATS)),
  items: z.array(item),
  // An order of before there was one adds nothing up.
  cover: cover.default({ isAdded: [], sentence: '', lines: [] })
})

export type BatchItem = z.infer<typeof item>

/** 批量导出: an order, stored with its files in a folder of its own; a file that exists is done. */
export type BatchOrder = z.infer<typeof order>

/** `stopped`: no process works on it; resumed at the next start of the server, or on request. */
export type BatchState = { is: 'waiting' | 'running' | 'stopped' | 'done' } | { is: 'failed'; error: string }
export type BatchExport = BatchOrder & { made: number; total: number; state: BatchState }

/** A zip without 64-bit extensions holds at most 65,535 files. */
export const MOST_FILES = 60_000

const KEPT_DAYS = 7

/** The orders of this process, made one after another so that saves stay fast. */
type Bench = { orders: Map<string, { isRunning: boolean; stop: AbortController }>; failures: Map<string, string>; last: Promise<void> }
const shared = globalThis as typeof globalThis & { nianbaoBatches?: Bench }
shared.nianbaoBatches ??= { orders: new Map(), failures: new Map(), last: Promise.resolve() }
const bench = shared.nianbaoBatches

const ROOT = () => join(/* turbopackIgnore: true */ env().DATA_DIR, 'batch')
const folderOf = (id: string) => join(/* turbopackIgnore: true */ ROOT(), id)
/** Named apart, because it is no file of a single report. */
const summaryOf = (id: string) => join(/* turbopackIgnore: true */ folderOf(id), 'summary.xlsx')
const fileOf = (id: string, index: number, format: Format) => join(/* turbopackIgnore: true */ folderOf(id), `${index}.${format}`)

/** Stores an order and starts it; returns its id. Orders older than a week are deleted. */
export async function startBatch(
  store: Store,
  given: Pick<BatchOrder, 'by' | 'words' | 'formats' | 'items' | 'cover'>,
  now: Date
): Promise<string> {
  await removeOld(now)
  const id = randomBytes(8).toString('hex')
  await mkdir(folderOf(id), { recursive: true })
  await keep(join(folderOf(id), 'order.json'), JSON.stringify({ ...given, id, startedOn: now.toISOString() } satisfies BatchOrder))
  await resumeBatch(store, id)
  return id
}

/** Resumes every order that was unfinished when the server ended, oldest first. */
export async function resumeBatches(store: Store): Promise<void> {
  for (const { id, state } of (await listAll()).reverse()) if (state.is === 'stopped') await resumeBatch(store, id)
}

/** Resumes an order; does nothing if it is running. */
export async function resumeBatch(store: Store, id: string): Promise<void> {
  const found = await findBatch(id)
  if (!found || bench.orders.has(id)) return
  const entry = { isRunning: false, stop: new AbortController() }
  bench.orders.set(id, entry)
  bench.failures.delete(id)
  bench.last = bench.last.then(async () => {
    entry.isRunning = true
    try {
      await work(store, found, entry.stop.signal)
    } catch (error) {
      bench.failures.set(id, sentenceIn(error) ?? '生成文件时出错')
    } finally {
      bench.orders.delete(id)
      if (entry.stop.signal.aborted) await rm(folderOf(id), { recursive: true, force: true })
    }
  })
}

/** Stops an order and deletes its files. */
export async function cancelBatch(id: string): Promise<void> {
  const entry = bench.orders.get(id)
  entry?.stop.abort()
  bench.failures.delete(id)
  if (!entry) await rm(folderOf(id), { recursive: true, force: true })
}

/** Makes the missing files; each is renamed into place when complete, so there is never half a file. */
async function work(store: Store, { id, items, formats, startedOn, cover }: BatchOrder, stop: AbortSignal): Promise<void> {
  const read = (one: BatchItem) => openSnapshot(store, one)
  // First, so that an order whose files are all there has it as well.
  if (withSummary(formats) && !existsSync(summaryOf(id))) {
    const snapshots: string[] = []
    for (const one of items) snapshots.push(await read(one))
    await keep(
      summaryOf(id),
      await runInFileWorker(undefined, 'writeSummary', snapshots, {
        title: `${items[0]?.year ?? ''}年政府信息公开工作年度报告汇总表`,
        lines: items.map(({ state }, i) => ({ state: STATE_NAMES[state], isAdded: cover.isAdded[i] === true })),
        cover
      })
    )
  }
  for (const [index, one] of items.entries()) {
    const missing = formats.filter((format) => !existsSync(fileOf(id, index, format)))
    const snapshot = missing.length > 0 ? await read(one) : ''
    const imprint = missing.length > 0 ? await findImprint(store, one.report, new Date(startedOn)) : undefined
    for (const format of missing) {
      if (stop.aborted) return
      await keep(fileOf(id, index, format), await makeOne(one, snapshot, imprint, format))
      await nextTurn()
    }
  }
}

/** 汇总表, added to an export of workbooks: one row a report. */
const withSummary = (formats: readonly Format[]) => formats.some((format) => formatOf[format].isSummed)

async function openSnapshot(store: Store, { report, version, unitName, year }: BatchItem): Promise<string> {
  const snapshot = await findSnapshot(store, report, version)
  if (!snapshot) throw new Error(`${unitName} ${year} 年的报告没有提交过，不能导出`)
  return snapshot.json
}

function makeOne({ state }: BatchItem, snapshot: string, imprint: Imprint | undefined, format: Format): Promise<Uint8Array> {
  const mark = draftMark(state)
  return makeFile(snapshot, format, {
    mark,
    imprint,
    isFinal: mark === undefined,
    fontDir: env().FONT_DIR,
    seal: state === 'PUBLISHED' ? sealOf(snapshot, publicOrigin()) : undefined
  })
}

/** The temporary name is unique: two servers that share the folder may make the same file. */
async function keep(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`
  await writeFile(part, content)
  await rename(part, path)
}

/** An order by its id with its progress; undefined if there is none or the id is malformed. */
export async function findBatch(id: string): Promise<BatchExport | undefined> {
  if (!/^[\da-f]{16}$/.test(id) || bench.orders.get(id)?.stop.signal.aborted) return undefined
  const found = await readOrder(id)
  if (!found) return undefined
  const names = await readdir(folderOf(id))
  const made = names.filter((name) => /^\d+\.[a-z]+$/.test(name)).length
  const total = found.items.length * found.formats.length
  return { ...found, made, total, state: stateOf(id, made === total) }
}

/** A file that cannot be parsed counts as no order. */
async function readOrder(id: string): Promise<BatchOrder | undefined> {
  try {
    return order.parse(JSON.parse(await readFile(join(folderOf(id), 'order.json'), 'utf8')))
  } catch {
    return undefined
  }
}

function stateOf(id: string, isDone: boolean): BatchState {
  const entry = bench.orders.get(id)
  const failure = bench.failures.get(id)
  if (isDone) return { is: 'done' }
  if (entry) return { is: entry.isRunning ? 'running' : 'waiting' }
  return failure === undefined ? { is: 'stopped' } : { is: 'failed', error: failure }
}

/** The orders of a person, latest first. */
export async function listBatches(by: number): Promise<BatchExport[]> {
  return (await listAll()).filter((one) => one.by === by)
}

async function listAll(): Promise<BatchExport[]> {
  const ids = await readdir(ROOT()).catch(() => [])
  const found = await Promise.all(ids.map(findBatch))
  return found.flatMap((one) => one ?? []).sort((a, b) => b.startedOn.localeCompare(a.startedOn))
}

async function removeOld(now: Date): Promise<void> {
  for (const id of await readdir(ROOT()).catch(() => [])) {
    const about = await stat(folderOf(id)).catch(() => undefined)
    const isOld = about && now.getTime() - about.mtimeMs > KEPT_DAYS * 86_400_000
    if (isOld && !bench.orders.has(id)) await rm(folderOf(id), { recursive: true, force: true })
  }
}

/** The files of a finished order with their names in the zip: 汇总表 first, a folder a format, and no name twice. */
export function listFiles({ id, items, formats }: BatchOrder): { path: string; name: string; format: Format }[] {
  const titles = items.map((one) => titleOf({ unit: one.unitName, year: one.year }))
  const seen = new Set<string>()
  const often = new Set(titles.filter((title) => seen.size === seen.add(title).size))
  const summary = { path: summaryOf(id), name: '汇总表.xlsx', format: 'xlsx' as const }
  const files = formats.flatMap((format) =>
    items.map((one, index) => {
      const title = titles[index] ?? ''
      const name = fileName(often.has(title) ? `${title}（${one.unit}）` : title, format)
      return { path: fileOf(id, index, format), name: `${format}/${name}`, format }
    })
  )
  return withSummary(formats) ? [summary, ...files] : files
}
