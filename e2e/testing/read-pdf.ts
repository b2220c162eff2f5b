import { extractText, getDocumentProxy } from 'unpdf'

/** The text layer of a PDF without page numbers and without the white space that depends on where lines break. */
export async function readPdfText(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: false })
  return text.map((page) => page.replace(/\s/g, '').replace(/—\d+—$/, '')).join('')
}
