import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { UNSET } from './server/base/env.ts'
import { readSettings } from './server/base/env-file.mjs'

const ROOMS = '{report,db,server,cli,components,scripts,app}'
const tests = (name: string, include: string[], more = {}) => ({ extends: true as const, test: { name, include, ...more } })

const { PG_URL = '' } = readSettings()

/** These set environment variables or the browser's globals, which are read once: each runs in a process of its own, the others share one per worker. */
const OWN_SETTINGS = [
  'app/access.test.ts',
  'app/deadline-hour.test.ts',
  'components/ui/call/call.test.ts',
  'db/engine/migrate.test.ts',
  'server/batch/batch.test.ts',
  'server/base/env.test.ts',
  'server/files/reader/upload-limit.test.ts'
]

/** `--mode reports`: what needs published reports that lie beside the project, and nothing else. */
export default defineConfig(({ mode }) => ({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    projects:
      mode === 'reports'
        ? [tests('reports', [`${ROOMS}/**/*.corpus.test.ts`])]
        : [
            tests('shared', [`${ROOMS}/**/*.test.ts`], {
              isolate: false,
              exclude: ['**/*.corpus.test.ts', '**/node_modules/**', ...OWN_SETTINGS]
            }),
            tests('own settings', OWN_SETTINGS)
          ],
    reporters: process.env.TEST_REPORTS ? ['default', ['json', { outputFile: `${process.env.TEST_REPORTS}/vitest.json` }]] : ['default'],
    tags: [{ name: 'wide', description: 'The same again for every case, every engine or at random: not part of `npm test`.' }],
    // By default one core is left idle.
    maxWorkers: '100%',
    env: { ...UNSET, PG_URL },
    testTimeout: 180_000,
    hookTimeout: 180_000
  }
}))
