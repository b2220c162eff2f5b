import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** What the library names when it is loaded and uses only to draw pages, which nobody asks of it here. */
const DRAWING = ['DOMMatrix', 'ImageData', 'Path2D'] as const

/** pdf.js without a canvas, and the folder of its tables. Loaded with the first PDF: it is large. */
export async function loadPdfLibrary() {
  const names = globalThis as unknown as Record<string, unknown>
  for (const name of DRAWING) names[name] ??= class {}
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  return { library, home: dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')) }
}
