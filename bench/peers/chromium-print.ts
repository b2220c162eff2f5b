import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from '@playwright/test'
import { build } from 'esbuild'
import type { ReportDocument } from '@/report/layout/document'

const BUILT = 'build/bench'

/** Printing with Chromium as a careful developer would set it up. */
export type Printer = {
  /** Puts another report into the open page and prints it, tagged and with bookmarks; the fonts are loaded already. */
  print(document: ReportDocument): Promise<Uint8Array>
  /** Writes an HTML file with a report, for a Chromium process that is started to print it. */
  write(document: ReportDocument, file: string): void
}

/** The report with the styles of the product's own preview, on the page size and in the fonts of our PDF. */
export async function openPrinter(browser: Browser): Promise<Printer> {
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
  const { emptyPage, printBody } = (await import(pathToFileURL(resolve(BUILT, 'printed-page.mjs')).href)) as typeof import('./printed-page')
  const empty = emptyPage(css, pathToFileURL(resolve('build/fonts')).href)
  const file = resolve(BUILT, 'printed-page.html')
  writeFileSync(file, empty)
  const page = await browser.newPage()
  await page.goto(pathToFileURL(file).href)
  await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())))
  return {
    async print(report) {
      await page.evaluate(
        ([title, body]) => {
          document.title = title
          document.body.innerHTML = body
        },
        [report.title, printBody(report)] as const
      )
      return page.pdf({ preferCSSPageSize: true, tagged: true, outline: true })
    },
    write(report, file) {
      writeFileSync(file, empty.replace('-</title>', `${report.title}</title>`).replace('<body>', `<body>${printBody(report)}`))
    }
  }
}
