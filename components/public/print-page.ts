import type { ReactNode } from 'react'

/** A page as text. Nothing of it listens: the public pages carry no script at all. */
export async function printPage(page: ReactNode): Promise<string> {
  // Next refuses the plain import everywhere, because of pages; this is for routes that answer with a finished document.
  const { renderToStaticMarkup } = await import('react-dom/server')
  return `<!DOCTYPE html>${renderToStaticMarkup(page)}`
}
