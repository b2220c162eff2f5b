import { statfsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '@/db/engine/client'
import { DatabaseTrouble, findTrouble, type Trouble, unwrap } from '@/db/engine/trouble'
import { env } from '@/server/base/env'

/** Bytes that must be free where the data lies: a migration, a backup and a batch of files still fit. */
const LEAST_FREE = 64 * 1024 * 1024

/** Throws if fewer bytes are free in a folder. */
function checkRoom(folder: string, least: number): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < least) throw new DatabaseTrouble('full', `less than ${least} bytes are free in ${folder}`)
}

/** Reads, and writes one row. Throws what keeps this process from saving. */
async function tryToSave({ t, read, tx }: Store, now: Date): Promise<void> {
  await read.select({ id: t.reports.id }).from(t.reports).limit(1)
  await tx((db) =>
    db
      .insert(t.pulse)
      .values({ id: 1, on: now })
      .onConflictDoUpdate({ target: t.pulse.id, set: { on: now } })
  )
}

/** Compares the migrations, reads, and writes one row. Throws what keeps this process from saving. */
export async function checkReady(store: Store, now: Date): Promise<void> {
  await store.checkMigrations()
  await tryToSave(store, now)
}

export type Health = { ok: true } | { ok: false; reason: Trouble | 'slow' | 'migrations'; error: string }

/** Chinese sentences for whoever asks the server how it is; one for each reason. */
const HEALTH_WORDS: Record<Exclude<Health, { ok: true }>['reason'], string> = {
  busy: '数据库正忙',
  away: '数据库暂时无法连接',
  full: '服务器的磁盘快满或已满',
  broken: '数据库或者数据目录被移动、替换、损坏，或者不能写入',
  slow: '数据库没有在 1 秒内完成读写',
  migrations: '数据库不是这个版本能用的'
}

/** Milliseconds an answer is cached. */
const HOLDS_MS = 1000
const PATIENCE_MS = 1000

const asked = new WeakMap<Store, { on: number; health: Promise<Health> }>()

/** Whether people can work, answered within a second and cached for another. */
export function readHealth(store: Store): Promise<Health> {
  const on = performance.now()
  const last = asked.get(store)
  if (last && on - last.on <= HOLDS_MS) return last.health
  const health = judgeHealth(store, { folder: env().DATA_DIR })
  asked.set(store, { on, health })
  return health
}

/** The same without the cache; `folder` must have `least` bytes free. */
export function judgeHealth(store: Store, room: { folder: string; least?: number }): Promise<Health> {
  const late = wait(PATIENCE_MS, tell('slow'), { ref: false })
  return Promise.race([look(store, room), late])
}

async function look(store: Store, { folder, least = LEAST_FREE }: { folder: string; least?: number }): Promise<Health> {
  try {
    await store.checkMigrations()
  } catch (error) {
    return tell(findTrouble(error) ?? 'migrations')
  }
  try {
    await tryToSave(store, new Date())
    checkRoom(folder, least)
    return { ok: true }
  } catch (error) {
    const trouble = findTrouble(error)
    if (!trouble) process.stderr.write(`${new Date().toISOString()} health: ${unwrap(error).at(-1)?.message ?? String(error)}\n`)
    return tell(trouble ?? 'broken')
  }
}

function tell(reason: Exclude<Health, { ok: true }>['reason']): Health {
  return { ok: false, reason, error: HEALTH_WORDS[reason] }
}
