import { Button } from '@mantine/core'
import Link from 'next/link'
import { Pages } from '@/components/ui/list/pages'
import { TableFrame } from '@/components/ui/table-frame'
import { printDay, printMoment } from '@/report/workflow/dates'
import { STAGE_NAMES, type Stage } from '@/report/workflow/deadline'
import { STANDING_NAMES, type Standing } from '@/report/workflow/progress'
import { type BoardAsk, boardAddress } from './address'
import styles from './board-table.module.css'

type Row = {
  unit: number
  name: string
  group: { name: string }
  report: number | null
  state: Standing
  stage: Stage | undefined
  revision: number
  due: string
  isExtended: boolean
  days: number | null
  handedInOn: Date | null
  returns: number
  lastOn: Date | null
  excuse: string | null
  explained: number
  changed: number
  mayOpen: boolean
  isOwing: boolean
  contact: { name: string; phone: string | null } | undefined
}

const COLUMNS: [sort: string | null, name: string][] = [
  ['name', '单位'],
  ['stage', '状态'],
  ['due', '报送截止（24:00）'],
  [null, '审核提示'],
  ['returns', '退回'],
  ['last', '最近动态'],
  [null, '联系人']
]

/** The units asked for, a page of them: how each stands, and whom to call. */
export function BoardTable({ rows, asked, pages, owing }: { rows: readonly Row[]; asked: BoardAsk; pages: number; owing: number }) {
  if (rows.length === 0) return <p>没有符合条件的单位，请换一个条件查找。</p>
  return (
    <form action="/queue/chase" method="get">
      {owing > 0 && (
        <p className={styles.chase}>
          <input type="hidden" name="year" value={asked.year} />
          <Button type="submit" variant="default">
            催报勾选的单位…
          </Button>
          <Link href={`${boardAddress({ ...asked, page: 1 }, '/queue/chase')}&from=board`} prefetch={false}>
            催报以上全部 {owing} 个未报送的单位…
          </Link>
        </p>
      )}
      <TableFrame name="各单位报送情况" least={900} stacks>
        <table className={styles.table} aria-label="各单位报送情况">
          <thead>
            <tr>
              {COLUMNS.map(([sort, name]) => (
                <th key={name} scope="col" data-acts={sort !== null || undefined} aria-sort={sort === asked.sort ? 'other' : undefined}>
                  {sort === null ? (
                    name
                  ) : (
                    <Link
                      href={boardAddress({ ...asked, sort: sort === asked.sort ? 'place' : sort, page: 1 })}
                      prefetch={false}
                      scroll={false}
                      className={styles.sort}
                    >
                      {name}
                      {sort === asked.sort && <span aria-hidden> ▾</span>}
                    </Link>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BoardLineRow key={row.unit} {...row} isChasing={owing > 0} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      <Pages page={asked.page} pages={pages} addressOf={(page) => boardAddress({ ...asked, page })} />
    </form>
  )
}

function BoardLineRow({ isChasing, ...row }: Row & { isChasing: boolean }) {
  const { name, group, report, state, stage, revision, due, isExtended, returns, lastOn, excuse, mayOpen, contact } = row
  return (
    <tr data-stage={stage}>
      <th scope="row">
        {isChasing && row.isOwing && <input type="checkbox" name="unit" value={row.unit} aria-label={`选择${name}`} />}
        {mayOpen ? (
          <Link href={`/reports/${report}/review`} prefetch={false}>
            {name}
          </Link>
        ) : (
          name
        )}
        <span className={styles.soft}>{group.name}</span>
      </th>
      <td>
        <b className={stage === 'overdue' ? styles.late : undefined}>{stage ? STAGE_NAMES[stage] : '无需报送'}</b>
        <span className={styles.soft}>{excuse ?? sayState(state, stage, revision)}</span>
      </td>
      <td>
        {printDay(due)}
        {isExtended && '（延期）'}
        <Days {...row} />
      </td>
      <td>{sayHints(row)}</td>
      <td className={styles.number} data-label="退回">
        {returns > 0 && `${returns} 次`}
      </td>
      <td className={styles.number} data-label="最近动态">
        {lastOn ? printMoment(lastOn) : <span className={styles.soft}>没有</span>}
      </td>
      <td data-whole>
        {contact ? contact.name : <span className={styles.late}>没有填报员</span>}
        {contact?.phone && (
          <a className={styles.phone} href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}>
            {contact.phone}
          </a>
        )}
      </td>
    </tr>
  )
}

function sayState(state: Standing, stage: Stage | undefined, revision: number): string {
  if (revision > 1 && stage === 'published' && state !== 'PUBLISHED') return `第 ${revision} 版更正中`
  const name = STANDING_NAMES[state]
  return stage && name !== STAGE_NAMES[stage] ? name : ''
}

function Days({ days, handedInOn, stage }: Row) {
  if (days === null || stage === undefined) return null
  if (handedInOn && stage !== 'overdue') return <span className={styles.soft}>迟报 {-days} 天</span>
  if (days < 0) return <span className={styles.late}>▲ 逾期 {-days} 天</span>
  return <span className={styles.soft}>{days === 0 ? '今天截止' : `还有 ${days} 天`}</span>
}

function sayHints({ explained, changed }: Row): string {
  return [explained > 0 && `${explained} 处已说明`, changed > 0 && `变动 ${changed} 处`].filter(Boolean).join(' · ')
}
