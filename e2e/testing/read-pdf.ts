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

/** How far down the text of each page of a PDF reaches, as parts of what `margin` points leave of the page. */
export async function readFilled(pdf: Uint8Array, margin: number): Promise<number[]> {
  const { task } = await openPdf(pdf)
  const file = await task.promise
  const filled: number[] = []
  for (let n = 1; n <= file.numPages; n++) {
    const page = await file.getPage(n)
    const { items } = await page.getTextContent()
    const [, , , height = 0] = page.view
    const lowest = Math.min(...items.map((item) => ('str' in item && item.str.trim() ? (item.transform[5] as number) : height)))
    filled.push((height - margin - lowest) / (height - 2 * margin))
  }
  await task.destroy()
  return filled
}
