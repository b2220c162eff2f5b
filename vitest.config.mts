import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['{report,db,server,cli,components,scripts,app}/**/*.test.ts'],
    reporters: process.env.TEST_REPORTS ? ['default', ['json', { outputFile: `${process.env.TEST_REPORTS}/vitest.json` }]] : ['default'],
    // By default one core is left idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
