import type { ReportDocument } from '@/report/layout/document'
import { nameRevision } from '@/report/report'
import { printDay } from '@/report/workflow/dates'
import type { RequestOutcome, YearFigures } from '@/report/workflow/outcomes'
import { OutcomeFigure, TrendFigure } from './figures'
import { type PageSummary, PublicPage } from './public-page'
import { VALIDITY } from './public-words'
import { ReportArticle } from './report-article'
import { type Correction, type RevisionLine, RevisionList } from './revision-list'

/** What the metadata block and everything around the report show. Days are yyyy-mm-dd. */
export type RevisionPage = RevisionLine & {
  title: string
  unit: string
  year: number
  indexNumber: string
  /** 发文字号 and 成文日期, where the office shows them to the public. */
  number?: string
  date?: string
  /** The revision that counts, where this one no longer does. */
  current?: RevisionLine
  otherYears: readonly { year: number; path: string }[]
  revisions: readonly RevisionLine[]
}

/** What the unit went into, and where that is published. */
type Successor = { words: string; path: string }

/** A file of the report and its media type. */
export type Download = { path: string; name: string; type: string }

/** One revision of a report before the public. */
export function PublishedReport({
  sheet,
  successor,
  site,
  document,
  downloads,
  outcomes,
  trend,
  corrections
}: {
  sheet: RevisionPage
  successor?: Successor
  /** The public address of the product, if it is known. */
  site: string | undefined
  document: ReportDocument
  downloads: readonly Download[]
  outcomes: readonly RequestOutcome[]
  trend: readonly YearFigures[]
  corrections: readonly Correction[]
}) {
  return (
    <PublicPage
      title={sheet.title}
      permanent={sheet.path}
      isHidden={sheet.state !== 'PUBLISHED'}
      summary={summarise(sheet, downloads, site)}
    >
      <Trail sheet={sheet} />
      <Standing sheet={sheet} />
      <Ended successor={successor} />
      <Metadata sheet={sheet} />
      <nav className="downloads" aria-label="下载">
        <h2>下载</h2>
        <ul>
          {downloads.map(({ path, name }) => (
            <li key={path}>
              <a href={path} download>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ReportArticle document={document} />
      <div className="figures">
        <OutcomeFigure year={sheet.year} outcomes={outcomes} picture={`${sheet.path}/outcomes.svg`} />
        {trend.length > 0 && <TrendFigure years={trend} picture={`${sheet.path}/trend.svg`} />}
      </div>
      <RevisionList revisions={sheet.revisions} here={sheet.revision} corrections={corrections} />
      <section className="seal" aria-labelledby="seal">
        <h2 id="seal">核验</h2>
        <p>
          核验码：<code>{sheet.hash.slice(0, 16)}</code>，即本版校验值的前 16 位，公布的 PDF 文件末页印的就是它；到{' '}
          <a href={`/check/${sheet.hash.slice(0, 16)}`}>/check/{sheet.hash.slice(0, 16)}</a> 可以核验。
        </p>
        <p>
          校验值（SHA-256）：<code>{sheet.hash}</code>
        </p>
        <p>
          JSON 文件的 SHA-256 就是这个校验值。所持文件是否与公布的一致，请到<a href="/check">真伪核验</a>上传。
        </p>
      </section>
    </PublicPage>
  )
}

function summarise(sheet: RevisionPage, downloads: readonly Download[], site: string | undefined): PageSummary {
  const { title, unit, year, publishedOn, path, indexNumber, revision } = sheet
  const url = site && `${site}${path}`
  const organ = { '@type': 'GovernmentOrganization', name: unit }
  return {
    description: `${unit}${year}年政府信息公开工作年度报告，${printDay(publishedOn)}公布，索引号 ${indexNumber}。`,
    source: unit,
    publishedOn,
    url,
    structured: {
      '@context': 'https://schema.org',
      '@type': 'Report',
      name: title,
      identifier: indexNumber,
      version: String(revision),
      inLanguage: 'zh-CN',
      datePublished: publishedOn,
      temporalCoverage: `${year}-01-01/${year}-12-31`,
      author: organ,
      publisher: organ,
      isAccessibleForFree: true,
      ...(site && {
        url,
        encoding: downloads.map((file) => ({ '@type': 'MediaObject', contentUrl: `${site}${file.path}`, encodingFormat: file.type }))
      })
    }
  }
}

/** In the place of a report that was taken down: when and why, and nothing of what it said. */
export function WithdrawnReport({ sheet }: { sheet: RevisionPage }) {
  return (
    <PublicPage title={sheet.title} permanent={sheet.path} isHidden>
      <Trail sheet={sheet} />
      <h1 className="plain">{sheet.title}</h1>
      <Standing sheet={sheet} />
      <Metadata sheet={sheet} />
      <RevisionList revisions={sheet.revisions} here={sheet.revision} corrections={[]} />
    </PublicPage>
  )
}

function Trail({ sheet: { unit, year, otherYears } }: { sheet: RevisionPage }) {
  return (
    <nav className="trail" aria-label="位置">
      <a href="/published">年度报告公布</a>
      <span>
        {unit}　{year} 年
      </span>
      {otherYears.length > 0 && (
        <span>
          其他年度：
          {otherYears.map((other) => (
            <a key={other.year} href={other.path}>
              {other.year}
            </a>
          ))}
        </span>
      )}
    </nav>
  )
}

function Standing({ sheet: { state, current, withdrawn } }: { sheet: RevisionPage }) {
  const next = current && (
    <>
      现行版本是<a href={current.path}>{nameRevision(current.revision)}</a>（{printDay(current.publishedOn)}公布）。
    </>
  )
  if (state === 'PUBLISHED') return null
  return (
    <div className="standing" data-state={state} role="note">
      {state === 'SUPERSEDED' ? (
        <p>
          <strong>本版已被更正，仅供查考。</strong>
          {next}
        </p>
      ) : (
        <>
          <p>
            <strong>本版已于{printDay(withdrawn?.day ?? '')}撤下，不再提供内容和下载。</strong>
            {next}
          </p>
          <p>撤下理由：{withdrawn?.reason}</p>
        </>
      )}
    </div>
  )
}

/** The unit is no more; its report stays what it was. */
function Ended({ successor }: { successor: Successor | undefined }) {
  if (!successor) return null
  return (
    <p className="ended" role="note">
      本单位<a href={successor.path}>{successor.words}</a>。
    </p>
  )
}

function Metadata({ sheet }: { sheet: RevisionPage }) {
  const lines: [string, string][] = [
    ['索引号', sheet.indexNumber],
    ['发布机构', sheet.unit],
    ...(sheet.number ? [['发文字号', sheet.number] satisfies [string, string]] : []),
    ...(sheet.date ? [['成文日期', printDay(sheet.date)] satisfies [string, string]] : []),
    ['发布日期', printDay(sheet.publishedOn)],
    ['版次和有效性', `${nameRevision(sheet.revision)}，${VALIDITY[sheet.state]}`],
    ['名称', sheet.title]
  ]
  return (
    <dl className="metadata" aria-label="公开信息">
      {lines.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
