import { RingProgress } from '@mantine/core'
import Link from 'next/link'
import { NextLine, type NextWords } from '@/components/ui/next-note'
import { StateBadge } from '@/components/ui/state-badge'
import { printDay } from '@/report/dates'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import { isEditable, type State } from '@/report/status'
import type { Summary } from '@/report/summary'
import styles from './report-cards.module.css'

export type ReportCard = {
  filing: {
    id: number
    unitName: string
    year: number
    kind: ReportKind
    revision: number
    state: State
    deadline: { due: string; isExtended: boolean }
  }
  summary: Summary
  /** 0 to 1 */
  filled: number
  /** What it waits for. */
  next?: NextWords
  daysLeft?: number
  returned?: { by: string; reason: string }
  comments: readonly { id: number; place: string; section: string; text: string; by: string }[]
}

/** One card a year: where the report stands, what it waits for and what to do next. */
export function ReportCards({ cards }: { cards: readonly ReportCard[] }) {
  if (cards.length === 0) return <p>暂无年报。请选择年度，开始填报。</p>
  return (
    <ul className={styles.cards}>
      {cards.map((card) => (
        <li key={card.filing.id} className={styles.card} data-state={card.filing.state}>
          <Card {...card} />
        </li>
      ))}
    </ul>
  )
}

function Card({ filing, summary, filled, next, daysLeft, returned, comments }: ReportCard) {
  const { id, unitName, year, kind, revision, state, deadline } = filing
  const verb = nextStep(state, filled, summary)
  const percent = Math.floor(filled * 100)
  return (
    <>
      <div className={styles.head}>
        <h2>
          {year} 年{revision > 1 && <small> 第 {revision} 版</small>}
        </h2>
        <StateBadge state={state} />
      </div>
      <p className={styles.unit}>
        {unitName} · {KIND_NAMES[kind]}
      </p>
      <div className={styles.standing}>
        <RingProgress
          size={72}
          thickness={7}
          rootColor="#dfe3e7"
          sections={[{ value: percent, color: percent === 100 ? 'pine' : 'ink' }]}
          label={<span className={styles.percent}>{percent}%</span>}
          role="img"
          aria-label={`已填 ${percent}%`}
        />
        <ul className={styles.counts}>
          {summary.missing > 0 && <li>○ 未填 {summary.missing} 处</li>}
          {summary.errors > 0 && <li className={styles.error}>■ 错误 {summary.errors}</li>}
          {summary.warnings > 0 && <li className={styles.warning}>▲ 待说明 {summary.warnings}</li>}
          {summary.missing + summary.errors + summary.warnings === 0 && <li className={styles.right}>● 核对无误</li>}
          {daysLeft !== undefined && <li className={daysLeft < 0 ? styles.error : undefined}>{dueWords(daysLeft, deadline)}</li>}
          {next && !next.isMine && (
            <li>
              <NextLine next={next} />
            </li>
          )}
        </ul>
      </div>
      {returned && (
        <p className={styles.returned}>
          <b>退回原因</b>（{returned.by}）：{returned.reason}
        </p>
      )}
      {comments.length > 0 && (
        <section aria-label={`${year} 年待答复的意见`}>
          <h3>待修改或答复的意见 {comments.length} 条</h3>
          <ul className={styles.comments}>
            {comments.map((comment) => (
              <li key={comment.id}>
                <Link href={`/reports/${id}${comment.section && `?part=${comment.section}`}`}>{comment.place}</Link>
                <p>
                  {comment.by}：{comment.text}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Link
        href={`/reports/${id}`}
        className={styles.next}
        data-primary={isEditable(state) || undefined}
        aria-label={`${verb}：${unitName} ${year} 年年报`}
      >
        {verb}
      </Link>
    </>
  )
}

function nextStep(state: State, filled: number, { errors, warnings }: Summary): string {
  if (state === 'RETURNED') return '查看退回原因并修改'
  if (state !== 'DRAFT') return '查看'
  return filled === 1 && errors + warnings === 0 ? '核对并提交审核' : '继续填报'
}

function dueWords(daysLeft: number, { due, isExtended }: { due: string; isExtended: boolean }): string {
  const until = `${printDay(due)}${isExtended ? '，已延期' : ''}`
  if (daysLeft < 0) return `▲ 已逾期 ${-daysLeft} 天（${until}）`
  return daysLeft === 0 ? `今天报送截止（${until}）` : `距报送截止 ${daysLeft} 天（${until}）`
}
