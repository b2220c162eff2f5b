import type { KnownUnit } from '@/db/people/unit-tree'
import type { Passed } from '@/server/gate/gate'
import { type BulkFile, hasOpenDoubts, listBulkFiles, UNREADABLE } from './bulk-list'

/** Files of a page: what a person looks through, and a browser draws at once. */
const A_PAGE = 100

/** What of the list is shown, as its links name it. */
const SHOWN = {
  all: () => true,
  waiting: ({ waits, report }: BulkFile) => report === null && waits !== undefined && waits !== UNREADABLE,
  unreadable: ({ waits }: BulkFile) => waits === UNREADABLE,
  ready: ({ isReady }: BulkFile) => isReady,
  taken: ({ report }: BulkFile) => report !== null
} as const
export type BulkShown = keyof typeof SHOWN

/** A page of the files somebody reads in, and what can be done with all of them. */
export type BulkPage = {
  files: BulkFile[]
  page: number
  pages: number
  shown: BulkShown
  /** How many files each part of the list has. */
  counts: Record<BulkShown, number>
  /** Doubts that wait for a decision, of the files that can become reports. */
  doubts: number
  /** Files that can become reports, and those of them that would take the place of one. */
  ready: number[]
  replacing: number[]
}

/** The part of the list an address asks for. */
export async function showBulk(passed: Passed, units: ReadonlyMap<number, KnownUnit>, asked: Record<string, unknown>): Promise<BulkPage> {
  const all = await listBulkFiles(passed, units)
  const shown = typeof asked.show === 'string' && Object.hasOwn(SHOWN, asked.show) ? (asked.show as BulkShown) : 'all'
  const files = all.filter(SHOWN[shown])
  const pages = Math.max(1, Math.ceil(files.length / A_PAGE))
  const page = Math.min(Math.max(1, Number(asked.page) || 1), pages)
  const counts = Object.fromEntries(Object.entries(SHOWN).map(([key, is]) => [key, all.filter(is).length])) as Record<BulkShown, number>
  const ready = all.filter(({ isReady }) => isReady)
  return {
    files: files.slice((page - 1) * A_PAGE, page * A_PAGE),
    page,
    pages,
    shown,
    counts,
    doubts: all.filter(hasOpenDoubts).reduce((sum, { open }) => sum + open, 0),
    ready: ready.filter(({ replaces }) => replaces === undefined).map(({ id }) => id),
    replacing: ready.filter(({ replaces }) => replaces !== undefined).map(({ id }) => id)
  }
}
