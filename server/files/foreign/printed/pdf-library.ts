import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** What the library names when it is loaded and uses only to draw pages, which nobody asks of it here. */
const DRAWING = ['DOMMatrix', 'ImageData', 'Path2D'] as const

/** Opens a PDF with pdf.js, without a canvas; end it with `task.destroy()`. The library is large: it is loaded with the first PDF. */
export async function openPdf(file: Uint8Array) {
  const names = globalThis as unknown as Record<string, unknown>
  for (const name of DRAWING) names[name] ??= class {}
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = getDocument({
    // The library takes the memory of what it is given.
    data: Uint8Array.from(file),
    // Without them, text in Chinese fonts that are not in the file is silently empty.
    cMapUrl: `${home}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${home}/standard_fonts/`,
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    maxImageSize: 1,
    verbosity: 0
  })
  return { task, operators: OPS }
}
