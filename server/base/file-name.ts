/** Bytes of UTF-8 that every file system accepts in a name, with room for a number and an extension. */
const LONGEST = 200

/**
 * A file name made of words somebody typed: without what file systems and headers give a meaning (`../`, quotation marks,
 * control characters), never empty and never hidden.
 */
export function fileName(words: string, ending: string): string {
  const safe = words.replace(/[\p{C}"*/:<>?\\|]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '')
  const kept: string[] = []
  let bytes = 0
  for (const character of safe) {
    bytes += Buffer.byteLength(character)
    if (bytes > LONGEST) break
    kept.push(character)
  }
  return `${kept.join('') || '年报'}.${ending}`
}

/** Content-Disposition of a download (RFC 6266): the name in UTF-8, and an ASCII fallback. */
export function contentDisposition(name: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="report.${name.split('.').at(-1)}"; filename*=UTF-8''${encoded}`
}
