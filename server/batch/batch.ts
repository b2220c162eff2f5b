import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Store } from '@/db/engine/client'
// biome-ignore lint/style/noRestrictedImports: what was chosen was handed in and readable, and its version keeps it that
import { findSnapshot } from '@/db/reports/reports'
import { titleOf } from '@/report/report'
import { STATES } from '@/report/workflow/states'
import { env } from '@/server/base/env'
import { fileName } from '@/server/base/file-name'
import { publicOrigin } from '@/server/base/origin'
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

const order = z.object({
  id: z.string(),
  by: z.int(),
  startedOn: z.iso.datetime(),
  words: z.string(),
  formats: z.array(z.enum(FORMATS)),
  items: z.array(item)
})

export type BatchItem = z.infer<typeof item>

/** 批量导出: what somebody ordered. It lies in a folder of its own, and so do its files; what is there is done. */
export type BatchOrder = z.infer<typeof order>

/** `stopped`: nobody works on it; it goes on where it was when the server is started, or when somebody says so. */
export type BatchState = { is: 'waiting' | 'running' | 'stopped' | 'done' } | { is: 'failed'; error: string }
export type BatchExport = BatchOrder & { made: number; total: number; state: BatchState }

/** A zip without 64-bit extensions names at most so many files. */
export const MOST_FILES = 60_000

const KEPT_DAYS = 7

/** Those of this process, one after another, so that typing stays quick however many are ordered. */
type Bench = { orders: Map<string, { isRunning: boolean; stop: AbortController }>; failures: Map<string, string>; last: Promise<void> }
const shared = globalThis as typeof globalThis & { nianbaoBatches?: Bench }
shared.nianbaoBatches ??= { orders: new Map(), failures: new Map(), last: Promise.resolve() }
const bench = shared.nianbaoBatches

const ROOT = () => join(/* turbopackIgnore: true */ env().DATA_DIR, 'batch')
const folderOf = (id: string) => join(/* turbopackIgnore: true */ ROOT(), id)
/** Not named like the others: it is no file of one report. */
const summaryOf = (id: string) => join(/* turbopackIgnore: true */ folderOf(id), 'summary.xlsx')
const fileOf = (id: string, index: number, format: Format) => join(/* turbopackIgnore: true */ folderOf(id), `${index}.${format}`)

/** Writes an order down and begins to work on it; returns its id. Orders older than a week are thrown away. */
export async function startBatch(store: Store, given: Pick<BatchOrder, 'by' | 'words' | 'formats' | 'items'>, now: Date): Promise<string> {
  await removeOld(now)
  const id = randomBytes(8).toString('hex')
  await mkdir(folderOf(id), { recursive: true })
  await keep(join(folderOf(id), 'order.json'), JSON.stringify({ ...given, id, startedOn: now.toISOString() } satisfies BatchOrder))
  await resumeBatch(store, id)
  return id
}

/** Goes on with everything that was under way when the server was stopped, in whatever manner, in the order it was ordered. */
export async function resumeBatches(store: Store): Promise<void> {
  for (const { id, state } of (await listAll()).reverse()) if (state.is === 'stopped') await resumeBatch(store, id)
}

/** Goes on with an order where it was; does nothing if somebody works on it. */
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
      bench.failures.set(id, error instanceof Error && /[\u4e00-\u9fff]/.test(error.message) ? error.message : '生成文件时出错')
    } finally {
      bench.orders.delete(id)
      if (entry.stop.signal.aborted) await rm(folderOf(id), { recursive: true, force: true })
    }
  })
}

/** Stops an order and throws away what was made. */
export async function cancelBatch(id: string): Promise<void> {
  const entry = bench.orders.get(id)
  entry?.stop.abort()
  bench.failures.delete(id)
  if (!entry) await rm(folderOf(id), { recursive: true, force: true })
}

/** Every file that is not there yet, each put in its place whole: whatever happens, there is never half a file. */
async function work(store: Store, { id, items, formats }: BatchOrder, stop: AbortSignal): Promise<void> {
  const read = (one: BatchItem) => openSnapshot(store, one)
  // First, so that an order whose files are all there has it as well.
  if (withSummary(formats) && !existsSync(summaryOf(id))) {
    const snapshots: string[] = []
    for (const one of items) snapshots.push(await read(one))
    await keep(
      summaryOf(id),
      await runInFileWorker(undefined, 'writeSummary', snapshots, `${items[0]?.year ?? ''}年政府信息公开工作年度报告汇总表`)
    )
  }
  for (const [index, one] of items.entries()) {
    const missing = formats.filter((format) => !existsSync(fileOf(id, index, format)))
    const snapshot = missing.length > 0 ? await read(one) : ''
    for (const format of missing) {
      if (stop.aborted) return
      await keep(fileOf(id, index, format), await makeOne(one, snapshot, format))
      await nextTurn()
    }
  }
}

/** 汇总表 goes along with the workbooks: one line a report, for whoever counts. */
const withSummary = (formats: readonly Format[]) => formats.some((format) => formatOf[format].isSummed)

async function openSnapshot(store: Store, { report, version, unitName, year }: BatchItem): Promise<string> {
  const snapshot = await findSnapshot(store, report, version)
  if (!snapshot) throw new Error(`${unitName} ${year} 年的报告没有提交过，不能导出`)
  return snapshot.json
}

function makeOne({ state }: BatchItem, snapshot: string, format: Format): Promise<Uint8Array> {
  const mark = draftMark(state)
  return makeFile(snapshot, format, {
    mark,
    isFinal: mark === undefined,
    fontDir: env().FONT_DIR,
    seal: state === 'PUBLISHED' ? sealOf(snapshot, publicOrigin()) : undefined
  })
}

/** Two servers that share the folder may make the same file; neither touches what the other has not finished. */
async function keep(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`
  await writeFile(part, content)
  await rename(part, path)
}

/** An order by its id, as far as it is; undefined if there is none, or the id is none. */
export async function findBatch(id: string): Promise<BatchExport | undefined> {
  if (!/^[\da-f]{16}$/.test(id) || bench.orders.get(id)?.stop.signal.aborted) return undefined
  const found = await readOrder(id)
  if (!found) return undefined
  const names = await readdir(folderOf(id))
  const made = names.filter((name) => /^\d+\.[a-z]+$/.test(name)).length
  const total = found.items.length * found.formats.length
  return { ...found, made, total, state: stateOf(id, made === total) }
}

/** What is no order, or none any more, is like one that is not there. */
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

/** What somebody ordered, the latest first. */
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
