import { nameRevision } from '@/report/report'
import { printDay } from '@/report/workflow/dates'
import { PublicPage } from './public-page'

export type ListLine = {
  path: string
  unit: string
  year: number
  revision: number
  isWithdrawn: boolean
  publishedOn: string
}

export type Search = { words: string; year: number | undefined; page: number }

/** Everything published, by year and unit, with a search that needs no script. */
export function PublishedList({
  lines,
  total,
  pages,
  years,
  search
}: {
  lines: readonly ListLine[]
  total: number
  pages: number
  years: readonly number[]
  search: Search
}) {
  const shown = [...new Set(lines.map(({ year }) => year))]
  return (
    <PublicPage title="政府信息公开工作年度报告" here="/published" isHidden={search.page > 1 || search.words !== ''}>
      <h1 className="plain">政府信息公开工作年度报告</h1>
      <search>
        <form className="search" action="/published" method="get">
          <p>
            <label htmlFor="q">单位名称</label>
            <input id="q" type="search" name="q" defaultValue={search.words} maxLength={100} />
          </p>
          <p>
            <label htmlFor="year">年度</label>
            <select id="year" name="year" defaultValue={search.year ?? ''}>
              <option value="">全部</option>
              {years.map((year) => (
                <option key={year} value={year}>
                  {year}
                </option>
              ))}
            </select>
          </p>
          <button type="submit">查找</button>
        </form>
      </search>
      <p className="count" role="status">
        {total === 0 ? emptyWords(search) : `共 ${total} 份${pages > 1 ? `，第 ${search.page} 页，共 ${pages} 页` : ''}`}
      </p>
      {shown.map((year) => (
        <section key={year} aria-labelledby={`year-${year}`}>
          <h2 id={`year-${year}`}>{year} 年</h2>
          <table className="list">
            <caption>{year} 年度报告</caption>
            <thead>
              <tr>
                <th scope="col">单位</th>
                <th scope="col">公布日期</th>
                <th scope="col">版次</th>
              </tr>
            </thead>
            <tbody>
              {lines
                .filter((line) => line.year === year)
                .map(({ path, unit, revision, isWithdrawn, publishedOn }) => (
                  <tr key={path}>
                    <th scope="row">
                      <a href={path}>
                        {unit}
                        <span className="hidden">{year} 年年度报告</span>
                      </a>
                    </th>
                    <td>{printDay(publishedOn)}</td>
                    <td>{isWithdrawn ? '已撤下' : revision > 1 ? `第 ${revision} 版（更正）` : nameRevision(revision)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      ))}
      {pages > 1 && (
        <nav className="pages" aria-label="分页">
          {search.page > 1 && <a href={addressOf({ ...search, page: search.page - 1 })}>上一页</a>}
          {search.page < pages && <a href={addressOf({ ...search, page: search.page + 1 })}>下一页</a>}
        </nav>
      )}
    </PublicPage>
  )
}

function emptyWords({ words, year, page }: Search): string {
  if (page > 1) return '没有这一页'
  if (words === '' && year === undefined) return '暂无已公布的年度报告。'
  return '没有找到。请换一个单位名称或年度，名称只写一部分也可以。'
}

function addressOf({ words, year, page }: Search): string {
  const wanted = new URLSearchParams({
    ...(words && { q: words }),
    ...(year && { year: String(year) }),
    ...(page > 1 && { page: String(page) })
  })
  return `/published?${wanted}`
}
