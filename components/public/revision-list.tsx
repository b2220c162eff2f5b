import { nameRevision } from '@/report/report'
import { printDay } from '@/report/workflow/dates'
import { VALIDITY, type Validity } from './public-words'

/** A revision as a line of a list; days are yyyy-mm-dd. */
export type RevisionLine = {
  path: string
  revision: number
  state: Validity
  publishedOn: string
  changeNote: string
  hash: string
  withdrawn?: { day: string; reason: string }
}

/** A place that a correction changed. Texts too long for a line are told without their words. */
export type Correction = { place: string; was: string; now: string }

/** Every revision of the report with what each corrected; the one on this page is marked. */
export function RevisionList({
  revisions,
  here,
  corrections
}: {
  revisions: readonly RevisionLine[]
  here: number
  corrections: readonly Correction[]
}) {
  return (
    <section className="revisions" aria-labelledby="revisions">
      <h2 id="revisions">历次版本</h2>
      <table>
        <caption>该年度报告公布过的全部版本，最新的在前</caption>
        <thead>
          <tr>
            <th scope="col">版次</th>
            <th scope="col">公布日期</th>
            <th scope="col">有效性</th>
            <th scope="col">更正说明</th>
          </tr>
        </thead>
        <tbody>
          {revisions.toReversed().map(({ path, revision, state, publishedOn, changeNote, withdrawn }) => (
            <tr key={revision} aria-current={revision === here ? 'true' : undefined}>
              <th scope="row">
                <a href={path}>{nameRevision(revision)}</a>
                {revision === here && '（本页）'}
              </th>
              <td>{printDay(publishedOn)}</td>
              <td>
                {VALIDITY[state]}
                {withdrawn && `（${printDay(withdrawn.day)}）`}
              </td>
              <td>{changeNote || (revision === 1 ? '首次公布' : '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {corrections.length > 0 && (
        <details open={corrections.length <= 12}>
          <summary>本版与上一版相比，有 {corrections.length} 处变动</summary>
          <ul>
            {corrections.map(({ place, was, now }) => (
              <li key={place}>
                {place}：{was && <del>{was}</del>}
                {was && now && ' → '}
                {now && <ins>{now}</ins>}
                {!was && !now && '文字有修改'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
