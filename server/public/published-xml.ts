import type { Listed } from '@/db/reports/published'
import { titleOf } from '@/report/report'
import { toXml } from '@/server/files/xml/xml-text'
import { pathOf } from './published'

/**
 * Atom (RFC 4287): what was published last, the newest first. An entry keeps its id when it is corrected. `site` is where
 * people reach the product; unless that is configured, links are relative and ids are names instead of addresses.
 */
export function makeFeed(site: string | undefined, lines: readonly Listed[]): string {
  const origin = site ?? ''
  const idOf = (path: string) => (site === undefined ? `urn:nianbao${path.replaceAll('/', ':')}` : `${site}${path}`)
  const updated = lines[0]?.publishedOn ?? new Date(0)
  const entries = lines.map((line) => {
    const title = titleOf({ unit: line.unitName, year: line.year })
    return `<entry><title>${toXml(line.revision > 1 ? `${title}（第 ${line.revision} 版）` : title)}</title><id>${toXml(idOf(`/published/${line.unit}/${line.year}`))}</id><link href="${toXml(`${origin}${pathOf(line)}`)}"/><updated>${line.publishedOn.toISOString()}</updated><author><name>${toXml(line.unitName)}</name></author><summary>${toXml(line.changeNote || '首次公布')}</summary></entry>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>政府信息公开工作年度报告</title><id>${toXml(idOf('/published'))}</id><link href="${toXml(`${origin}/published`)}"/><link rel="self" href="${toXml(`${origin}/published/feed.xml`)}"/><updated>${updated.toISOString()}</updated>${entries.join('')}</feed>\n`
}

/** Addresses of everything that is public, for search engines. */
export function makeSitemap(origin: string, lines: readonly Listed[]): string {
  const pages = lines.map(
    ({ unit, year, publishedOn }) =>
      `<url><loc>${toXml(`${origin}/published/${unit}/${year}`)}</loc><lastmod>${publishedOn.toISOString()}</lastmod></url>`
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${toXml(`${origin}/published`)}</loc></url>${pages.join('')}</urlset>\n`
}
