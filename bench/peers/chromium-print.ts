import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { ReportDocument } from '@/report/document'

const BUILT = 'build/bench'

/** The report as a page for Chromium to print, in the clothes of the product's own preview. */
export async function openPrintedPage(): Promise<(document: ReportDocument) => string> {
  mkdirSync(BUILT, { recursive: true })
  await build({
    entryPoints: ['bench/peers/printed-page.tsx'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    outdir: BUILT,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error'
  })
  const css = readFileSync('app/globals.css', 'utf8') + readFileSync(join(BUILT, 'printed-page.css'), 'utf8')
  const { printPage } = (await import(pathToFileURL(resolve(BUILT, 'printed-page.mjs')).href)) as typeof import('./printed-page')
  return (document) => printPage(document, css)
}
