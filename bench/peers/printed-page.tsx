import { renderToStaticMarkup } from 'react-dom/server'
import { DocumentView } from '@/components/document/document-view'
import type { ReportDocument } from '@/report/layout/document'

/** The fonts of our PDF, used for the same parts of the report. */
const FACES = { KaiTi: 'kai-ti', HeiTi: 'hei-ti', SongTi: 'song-ti', XiaoBiaoSong: 'xiao-biao-song' }

/** The page of GB/T 9704 as in our PDF: sizes, lines, margins and page number. */
const PRINT = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt "Nianbao SongTi" } }
:root {
  --sheet-font: "Nianbao SongTi"; --sheet-kai-font: "Nianbao KaiTi"; --sheet-title-font: "Nianbao XiaoBiaoSong"; --ui-font: "Nianbao HeiTi";
}
body { background: none }
article[aria-label] { max-width: none; padding: 0; border: 0; font-size: 15.8pt; line-height: 29pt }
article[aria-label] h1 { font-size: 22pt; line-height: 35pt }
article[aria-label] h2 { font-size: 15.8pt; font-weight: 400 }
article[aria-label] table { font-size: 9pt; line-height: 1.4; break-inside: avoid }
`

/** A page without a report, with the fonts in `folder` (a URL) and the styles of the product's own preview. */
export function emptyPage(css: string, folder: string): string {
  const faces = Object.entries(FACES).map(([name, file]) => `@font-face{font-family:"Nianbao ${name}";src:url("${folder}/${file}.ttf")}`)
  return `<!doctype html><html lang="zh-CN"><title>-</title><style>${faces.join('')}${css}${PRINT}</style><body></body></html>`
}

/** The report as the product shows it for reading. */
export function printBody(document: ReportDocument): string {
  return renderToStaticMarkup(<DocumentView document={document} />)
}
