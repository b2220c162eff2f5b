import Link from 'next/link'
import { LinkButton } from '@/components/ui/link-button'
import { Picture } from '@/components/ui/picture/picture'
import { StateBadge } from '@/components/ui/state-badge'
import type { Address } from '@/report/template'
import { printMoment } from '@/report/workflow/dates'
import { CellTable } from './cell-table'
import { MemberTable } from './member-table'
import styles from './rollup.module.css'
import type { SumActions, SumData, ToldSum } from './sum-data'
import { TakeButton } from './take-button'

/** 汇总构成: what an aggregate covers, what has changed below it, one cell opened to its members, and who they are. */
export function SumPage({ data, told, actions }: { data: SumData; told: ToldSum; actions: SumActions }) {
  const { id, unit, year, state, newestOn, mayTake, stale, classes, members, opened, tables, isFiller, takings, shown, isLast, covers } =
    data
  const taking = takings.find((one) => one.id === shown)
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1>
          {year} 年 · {unit} · 汇总构成
        </h1>
        <StateBadge state={state} />
        <span className={styles.space} />
        {isFiller && <LinkButton href={`/reports/${id}`}>返回填报</LinkButton>}
        <LinkButton href={`/reports/${id}/review`}>查看全文</LinkButton>
      </header>
      <section aria-label="汇总范围" className={styles.band} data-partial={!told.isComplete || undefined}>
        <p>
          <b>{told.words}</b>
          {newestOn && <span className={styles.soft}>（数据截至 {printMoment(newestOn)} 报送的年报）</span>}
        </p>
        <p className={styles.soft}>
          计入{told.counting}的年报。{classes.map(({ name, covered, of }) => `${name} ${covered}/${of}`).join(' · ')}
        </p>
        {mayTake && <TakeButton isSummed={told.isSummed} changed={told.changed} classes={classes} takeSums={actions.takeSums} />}
      </section>
      {stale && (
        <section aria-labelledby="stale" className={styles.panel}>
          <h2 id="stale">▲ 汇总之后有变化</h2>
          <ul>
            {stale.members.map((one) => (
              <li key={one.unit}>
                {one.name}：{one.was === one.is ? '数据已更新' : `${one.was} → ${one.is}`}
              </li>
            ))}
          </ul>
          <table className={styles.table} aria-label="将要变化的格">
            <thead>
              <tr>
                <th scope="col">格</th>
                <th scope="col">现为</th>
                <th scope="col">最新</th>
              </tr>
            </thead>
            <tbody>
              {stale.cells.map(({ at, name, was, now }) => (
                <tr key={at}>
                  <th scope="row">{name}</th>
                  <td className={styles.number}>{was}</td>
                  <td className={styles.number}>{now}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {!mayTake && <p>这份年报已提交。需要采用最新数据的，由审核员退回；已公布的，在“查看全文”中申请更正。</p>}
        </section>
      )}
      <section aria-labelledby="cell" className={styles.panel}>
        <h2 id="cell">{opened ? opened.name : '各格的构成'}</h2>
        <form method="get" action={`/reports/${id}/sum`} className={styles.choose}>
          <label>
            <span>查看的格</span>
            <select name="at" defaultValue={opened?.at} key={opened?.at}>
              {tables.map((table) => (
                <optgroup key={table.name} label={table.name}>
                  {table.cells.map(({ at, name }) => (
                    <option key={at} value={at}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
          <button type="submit">查看</button>
        </form>
        {opened && <CellTable key={opened.at} opened={opened} mayAdjust={mayTake && told.isSummed && isLast} actions={actions} />}
        {opened?.rows.some(({ amount }) => amount !== null) && (
          <details>
            <summary>图</summary>
            <Picture
              title={`${year} 年${unit}汇总：${opened.name}`}
              words={`条形图：${year} 年${unit}汇总，${opened.name}，数值见上表`}
              file={pictureAddress(id, opened.at, shown)}
            />
          </details>
        )}
        {taking && (
          <p className={styles.soft}>
            {isLast ? '最近一次汇总：' : '这是较早一次汇总时的构成：'}
            {printMoment(taking.on)} {taking.by}，{!isLast && `${covers}，`}计入{taking.counting}的年报。
            {opened && <Link href={sumAddress(id, opened.at, taking.id)}>{isLast ? '这次构成的固定链接' : '固定链接'}</Link>}
            {!isLast && (
              <>
                {' '}
                <Link href={sumAddress(id, opened?.at)}>看最近一次</Link>
              </>
            )}
          </p>
        )}
      </section>
      <section aria-labelledby="members" className={styles.panel}>
        <h2 id="members">成员单位</h2>
        <MemberTable members={members} />
        {takings.length > 1 && (
          <details>
            <summary>历次汇总（{takings.length} 次）</summary>
            <ul>
              {takings.map((one) => (
                <li key={one.id}>
                  <Link href={sumAddress(id, opened?.at, one.id)}>{printMoment(one.on)}</Link> {one.by}，计入{one.counting}的年报
                </li>
              ))}
            </ul>
          </details>
        )}
        <p className={styles.soft}>缺报由主管部门的审核员在“催报”中列明理由，不计入汇总，须在表下注释中写明。</p>
      </section>
    </main>
  )
}

/** A cell opened as it was summed last, or at one time for good. */
const sumAddress = (report: number, at: Address | undefined, taking?: number) => `/reports/${report}/sum?${askedOf(at, taking)}`
const pictureAddress = (report: number, at: Address, taking: number | undefined) => `/reports/${report}/sum/picture?${askedOf(at, taking)}`

const askedOf = (at: Address | undefined, taking: number | undefined) =>
  new URLSearchParams({ ...(at !== undefined && { at }), ...(taking !== undefined && { taking: String(taking) }) })
