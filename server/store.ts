import { mkdirSync } from 'node:fs'
import { openStore, type Store } from '@/db/client'
import { env } from './env'

const shared = globalThis as { nianbaoStore?: Promise<Store> }

/** The database of this process, opened and migrated at the first call. Kept on globalThis: start-up and routes are separate bundles. */
export function openSharedStore(): Promise<Store> {
  shared.nianbaoStore ??= openShared()
  return shared.nianbaoStore
}

async function openShared(): Promise<Store> {
  const { DATA_DIR, databaseUrl } = env()
  mkdirSync(DATA_DIR, { recursive: true })
  const store = await openStore(databaseUrl)
  process.once('exit', () => {
    store.close().catch(() => undefined)
  })
  return store
}
