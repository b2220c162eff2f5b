import { understand } from '@/report/understanding/understand'
import { writeLabelled } from '@/report/understanding/write-labelled'
import { openPdf } from '@/server/files/foreign/printed/pdf-library'

/**
 * What pdf.js gives by itself, as most programs use it: the text of each page in the order of its content, a line where it says so. It is
 * understood by the product's own matcher, so that only the tables make the difference.
 */
export async function readByText(file: Uint8Array): Promise<Record<string, unknown>> {
  const { task } = await openPdf(file)
  try {
    const document = await task.promise
    let text = ''
    for (let n = 1; n <= document.numPages; n++) {
      const { items } = await (await document.getPage(n)).getTextContent()
      for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : `${item.str} `
    }
    return writeLabelled(understand({ blocks: [{ is: 'text', text }] }))
  } finally {
    await task.destroy()
  }
}
