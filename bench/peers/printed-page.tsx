import { renderToStaticMarkup } from 'react-dom/server'
import { DocumentView } from '@/components/document/document-view'
import type { ReportDocument } from '@/report/document'

/** The report as the product shows it for reading, as one page on its own. */
export function printPage(document: ReportDocument, css: string): string {
  const body = renderToStaticMarkup(<DocumentView document={document} />)
  return `<!doctype html><html lang="zh-CN"><title>${document.title}</title><style>@page{size:A4;margin:37mm 26mm 35mm 28mm}${css}</style>${body}</html>`
}
