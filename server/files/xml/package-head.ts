/** The namespace of relations between parts; with the kind behind it, that of a relation. */
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-package'

/** A part of a Word or Excel file: its path and its content type. */
type Part = { path: string; type: string }

/** What every Word or Excel file begins with: the types of its parts, which of them is the main one, title and author, as XML already. */
export function packageHead(
  main: Part,
  others: readonly Part[],
  { title, author }: { title: string; author: string }
): Record<string, string> {
  const [, id = ''] = /(\w+)\.xml$/.exec(main.path) ?? []
  const overrides = [{ path: 'docProps/core.xml', type: `${TYPES}.core-properties+xml` }, main, ...others].map(
    ({ path, type }) => `<Override PartName="/${path}" ContentType="${type}"/>`
  )
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${TYPES}.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': relations([
      { id, type: `${RELATIONS}/officeDocument`, target: main.path },
      { id: 'core', type: `${PACKAGE}/relationships/metadata/core-properties`, target: 'docProps/core.xml' }
    ]),
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:creator>${author}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`
  }
}

/** The part that says which other parts one refers to, and as what. */
export function relations(entries: readonly { id: string; type: string; target: string }[]): string {
  const each = entries.map(({ id, type, target }) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}
