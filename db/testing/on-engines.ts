import { describe } from 'vitest'
import type { Store } from '@/db/engine/client'
import { engines } from './stores'

/** The same tests on each engine, `%s` being its name; those of PostgreSQL take many times as long and are wide. */
export function onEngines(name: string, define: (open: () => Promise<Store>, engine: string) => void): void {
  for (const [engine, open] of engines)
    describe(name.replace('%s', engine), { tags: engine === 'SQLite' ? [] : ['wide'] }, () => define(open, engine))
}
