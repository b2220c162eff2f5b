import { afterAll } from 'vitest'
import type { Store } from '@/db/engine/client'
import { openFile } from './stores'

/** A database file of its own for the tests of one file, removed after the last. */
export async function openOwnStore(): Promise<Store> {
  const store = await openFile()
  afterAll(() => store.close())
  return store
}
