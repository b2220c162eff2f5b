import { existsSync, readdirSync, readFileSync } from 'node:fs'

/**
 * For tests and measures: published reports that are not part of this project. They lie beside it or nowhere, so only
 * `*.corpus.test.ts` may ask for them (`npm run test:reports`), and only inside a test: `npm test` needs nothing but the clone.
 */
const SHARED = '../shared'

/** Whether the reports are there. */
export const hasShared = (): boolean => existsSync(SHARED)

/** A file of that folder as text; throws if it is not there. */
export const readShared = (path: string): string => readFileSync(`${SHARED}/${path}`, 'utf8')

/** The names of the published reports, in order. */
export const listReports = (): string[] => readdirSync(`${SHARED}/corpus`).sort()
