import { openPdf } from '@/server/files/foreign/printed/pdf-library'

/** The text layer of a PDF without page numbers and without the white space that depends on where lines break. */
export async function readPdfText(pdf: Uint8Array): Promise<string> {
  const { task } = await openPdf(pdf)
  const file = await task.promise
  const pages: string[] = []
  for (let n = 1; n <= file.numPages; n++) {
    const { items } = await (await file.getPage(n)).getTextContent()
    const text = items.map((item) => ('str' in item ? item.str : '')).join('')
    pages.push(text.replace(/\s/g, '').replace(/—\d+—$/, ''))
  }
  await task.destroy()
  return pages.join('')
}
