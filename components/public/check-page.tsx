import type { ReactNode } from 'react'
import { printDay } from '@/report/workflow/dates'
import { PublicPage } from './public-page'
import { VALIDITY } from './public-words'
import type { RevisionLine } from './revision-list'

/** A revision a checked hash or file belongs to. */
export type Matched = RevisionLine & { unit: string; year: number }

/** A place where a file says something else than what was published. */
export type Deviation = { place: string; expected: string; found: string }

/**
 * What a check found out. `same`: exactly or in all it says; `differs`: a report that was published, but not with these
 * words; `unknown`: nothing published fits; `unreadable`: says why.
 */
export type ShownResult =
  | { is: 'same'; by: 'hash' | 'content'; matched: readonly Matched[] }
  | { is: 'differs'; matched: Matched; deviations: readonly Deviation[]; count: number }
  | { is: 'unknown'; words: string }
  | { is: 'unreadable'; words: string }

/** Paste a hash or upload a file: genuine or not, and where it differs. */
export function CheckPage({ verdict, asked }: { verdict?: ShownResult; asked?: string }) {
  return (
    <PublicPage title="年度报告真伪核验" here="/check" isHidden={verdict !== undefined}>
      <h1 className="plain">年度报告真伪核验</h1>
      {verdict && (
        <section className="verdict" data-verdict={verdict.is} aria-labelledby="verdict">
          {asked && <p className="asked">核验的内容：{asked}</p>}
          <VerdictWords verdict={verdict} />
        </section>
      )}
      <div className="ways">
        <form action="/check" method="get">
          <h2>按核验码核验</h2>
          <label htmlFor="hash">核验码（16 位）或校验值（SHA-256，64 位）</label>
          <input id="hash" name="hash" required minLength={16} maxLength={80} autoComplete="off" spellCheck={false} />
          <button type="submit">核验</button>
          <p>核验码印在公布的 PDF 文件末页，也写在公布页的“核验”一栏；它是校验值的前 16 位。</p>
        </form>
        <form action="/check" method="post" encType="multipart/form-data">
          <h2>上传文件核验</h2>
          <label htmlFor="file">公布页下载的文件（Word、PDF、Excel、CSV、JSON），最大 20 MB</label>
          <input id="file" type="file" name="file" required accept=".docx,.pdf,.xlsx,.csv,.json" />
          <button type="submit">上传核验</button>
          <p>文件只用于比对，不保存。</p>
        </form>
      </div>
    </PublicPage>
  )
}

function VerdictWords({ verdict }: { verdict: ShownResult }) {
  switch (verdict.is) {
    case 'same':
      return (
        <>
          <h2 id="verdict">● {verdict.by === 'hash' ? '与公布的一致' : '内容与公布的一致'}</h2>
          {verdict.by === 'content' && <p>每一段文字、每一个表格数字都与公布的相同；文件本身可能另存过。</p>}
          <MatchedList matched={verdict.matched} />
        </>
      )
    case 'differs':
      return (
        <>
          <h2 id="verdict">■ 与公布的不一致，有 {verdict.count} 处不同</h2>
          <MatchedList matched={[verdict.matched]} />
          <table>
            <caption>不同之处{verdict.count > verdict.deviations.length && `（只列前 ${verdict.deviations.length} 处）`}</caption>
            <thead>
              <tr>
                <th scope="col">位置</th>
                <th scope="col">公布的内容</th>
                <th scope="col">文件中的内容</th>
              </tr>
            </thead>
            <tbody>
              {verdict.deviations.map(({ place, expected, found }) => (
                <tr key={`${place} ${expected} ${found}`}>
                  <th scope="row">{place}</th>
                  <td>{expected || '（无）'}</td>
                  <td>{found || '（无）'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )
    case 'unknown':
      return <Words title="■ 没有公布过该内容">{verdict.words}</Words>
    case 'unreadable':
      return <Words title="▲ 无法核验">{verdict.words}</Words>
  }
}

function Words({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h2 id="verdict">{title}</h2>
      <p>{children}</p>
    </>
  )
}

function MatchedList({ matched }: { matched: readonly Matched[] }) {
  return (
    <ul>
      {matched.map(({ path, unit, year, revision, state, publishedOn, withdrawn, hash }) => (
        <li key={path}>
          <a href={path}>
            {unit} {year} 年年度报告，第 {revision} 版
          </a>
          ，{printDay(publishedOn)}公布，{VALIDITY[state]}
          {withdrawn && `（${printDay(withdrawn.day)}）`}
          <br />
          <code>{hash}</code>
        </li>
      ))}
    </ul>
  )
}
