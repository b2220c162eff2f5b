import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { UNSET } from './server/env.ts'
import { readSettings } from './server/env-file.mjs'

const { PG_URL = '' } = readSettings()

/** `--mode reports`: what needs published reports that lie beside the project, and nothing else. */
export default defineConfig(({ mode }) => ({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: [`{report,db,server,cli,components,scripts,app}/**/*.${mode === 'reports' ? 'corpus.' : ''}test.ts`],
    exclude: mode === 'reports' ? [] : ['**/*.corpus.test.ts', '**/node_modules/**'],
    reporters: process.env.TEST_REPORTS
      ? ['default', ['json', { outputFile: `${process.env.TEST_REPORTS}/vitest-${mode}.json` }]]
      : ['default'],
    // By default one core is left idle.
    maxWorkers: '100%',
    env: { ...UNSET, PG_URL },
    testTimeout: 180_000,
    hookTimeout: 180_000
  }
}))
