import { statfsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '@/db/engine/client'
import { DatabaseTrouble, findTrouble, type Trouble } from '@/db/engine/trouble'
import { env } from '@/server/base/env'

/** Bytes that must be free where the data lies: a migration, a backup and a batch of files still fit. */
const LEAST_FREE = 64 * 1024 * 1024

/** Throws while there is hardly any room left in a folder. */
function checkRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < LEAST_FREE) throw new DatabaseTrouble('full', `less than ${LEAST_FREE} bytes are free in ${folder}`)
}

/** Compares the migrations, reads, and writes one row. Throws what keeps this process from saving. */
export async function checkReady(store: Store, now: Date): Promise<void> {
  const { t } = store
  await store.checkMigrations()
  await store.read.select({ id: t.reports.id }).from(t.reports).limit(1)
  await store.tx((db) =>
    db
      .insert(t.pulse)
      .values({ id: 1, on: now })
      .onConflictDoUpdate({ target: t.pulse.id, set: { on: now } })
  )
}

export type Health = { ok: true } | { ok: false; reason: Trouble | 'slow' | 'migrations'; error: string }

/** Chinese sentences for whoever asks the server how it is; one for each reason. */
const HEALTH_WORDS: Record<Exclude<Health, { ok: true }>['reason'], string> = {
  busy: '数据库正忙',
  away: '数据库暂时无法连接',
  full: '服务器的磁盘快满或已满',
  broken: '数据库文件被移动、替换或者已损坏，已停止保存',
  slow: '数据库没有在 1 秒内完成读写',
  migrations: '数据库不是这个版本能用的'
}

/** An answer holds for so many milliseconds: being asked often costs nothing. */
const HOLDS_MS = 1000
const PATIENCE_MS = 1000

let asked: { on: number; health: Promise<Health> } | undefined

/** Whether people can work, told within a second. */
export function readHealth(store: Store): Promise<Health> {
  const on = performance.now()
  if (!asked || on - asked.on > HOLDS_MS) asked = { on, health: judge(store) }
  return asked.health
}

async function judge(store: Store): Promise<Health> {
  const late = wait(PATIENCE_MS, tell('slow'), { ref: false })
  return Promise.race([look(store), late])
}

async function look(store: Store): Promise<Health> {
  try {
    await checkReady(store, new Date())
    checkRoom(env().DATA_DIR)
    return { ok: true }
  } catch (error) {
    return tell(findTrouble(error) ?? 'migrations')
  }
}

function tell(reason: Exclude<Health, { ok: true }>['reason']): Health {
  return { ok: false, reason, error: HEALTH_WORDS[reason] }
}
