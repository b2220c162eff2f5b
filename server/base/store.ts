import { mkdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore, type Store } from '@/db/engine/client'
import { findTrouble, unwrap } from '@/db/engine/trouble'
import { env } from './env'
import { onShutdown } from './shutdown'

const shared = globalThis as { nianbaoStore?: Promise<Store> }

/** The database of this process, opened and migrated at the first call. Kept on globalThis: start-up and routes are separate bundles. */
export function openSharedStore(): Promise<Store> {
  shared.nianbaoStore ??= openShared()
  return shared.nianbaoStore
}

async function openShared(): Promise<Store> {
  const { DATA_DIR, databaseUrl } = env()
  mkdirSync(DATA_DIR, { recursive: true })
  const store = await openPatiently(() => openStore(databaseUrl))
  onShutdown(() => store.close())
  return store
}

/** Milliseconds: how long a database server may take to start, and the first back-off. */
const PATIENCE_MS = 60_000
const FIRST_PAUSE_MS = 500

/** Retries with exponential back-off while the database cannot be reached; other errors are thrown at once. */
export async function openPatiently<T>(open: () => Promise<T>, patience = PATIENCE_MS, firstPause = FIRST_PAUSE_MS): Promise<T> {
  const deadline = performance.now() + patience
  for (let pause = firstPause; ; pause = Math.min(2 * pause, 16 * firstPause)) {
    try {
      return await open()
    } catch (error) {
      const left = deadline - performance.now()
      if (findTrouble(error) !== 'away' || left <= 0) throw error
      if (pause === firstPause)
        process.stderr.write(`\n  数据库暂时无法连接（${unwrap(error).at(-1)?.message}），${Math.ceil(left / 1000)} 秒内会继续尝试 …\n\n`)
      await wait(Math.min(pause, left))
    }
  }
}
