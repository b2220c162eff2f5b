import { RingProgress } from '@mantine/core'
import Link from 'next/link'
import { PageState } from '@/components/form/page-state'
import { NextLine, type NextWords } from '@/components/ui/next-note'
import { StateBadge } from '@/components/ui/state-badge'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import { type Counts, countOpen, describeCounts } from '@/report/workflow/counts'
import { printDue } from '@/report/workflow/deadline'
import { isEditable, type State } from '@/report/workflow/states'
import { MoreTime } from './more-time'
import styles from './report-cards.module.css'
import { type NoticeOfTask, NoticeText } from './task-notice'

export type ReportCard = {
  filing: {
    id: number
    unit: number
    unitName: string
    year: number
    kind: ReportKind
    revision: number
    state: State
    deadline: { due: string; isExtended: boolean; isReturned?: true }
  }
  counts: Counts
  pages: readonly { key: string; name: string; counts: Counts; isEmpty: boolean }[]
  /** 0 to 1 */
  filled: number
  /** What it waits for. */
  next?: NextWords
  daysLeft?: number
  returned?: { by: string; reason: string }
  comments: readonly { id: number; place: string; section: string; text: string; by: string }[]
  task?: NoticeOfTask
  askedUntil?: string
}

/** One card a year: where the report stands, what it waits for and what to do next; of the only one each part of it too. */
export function ReportCards({ cards, hasTasks = false }: { cards: readonly ReportCard[]; hasTasks?: boolean }) {
  if (cards.length === 0) return hasTasks ? null : <p>暂无年报。请选择年度，开始填报。</p>
  return (
    <ul className={styles.cards} data-alone={cards.length === 1 || undefined}>
      {cards.map((card) => (
        <li key={card.filing.id} className={styles.card} data-state={card.filing.state}>
          <Card {...card} isAlone={cards.length === 1} />
        </li>
      ))}
    </ul>
  )
}

function Card({
  filing,
  counts,
  pages,
  filled,
  next,
  daysLeft,
  returned,
  comments,
  task,
  askedUntil,
  isAlone
}: ReportCard & { isAlone: boolean }) {
  const { id, unit, unitName, year, kind, revision, state, deadline } = filing
  const verb = nextStep(state, counts)
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
          {describeCounts(counts, 'open').map(({ is, says }) => (
            <li key={is} className={LOOKS[is]}>
              {says}
            </li>
          ))}
          {countOpen(counts) === 0 && <li className={styles.right}>● 没有需要处理的问题</li>}
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
          <b>退回原因</b> {returned.by}：{returned.reason}
        </p>
      )}
      {task && <NoticeText {...task} />}
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
      {isAlone && isEditable(state) && (
        <ul className={styles.pages} aria-label={`${year} 年年报各部分`}>
          {pages.map(({ key, name, counts: ofPage, isEmpty }) => (
            <li key={key}>
              <Link href={`/reports/${id}?part=${key}`}>{name}</Link>
              <PageState {...ofPage} isEmpty={isEmpty} />
            </li>
          ))}
        </ul>
      )}
      {isEditable(state) && revision === 1 && (
        <MoreTime unit={unit} unitName={unitName} year={year} askedUntil={askedUntil} className={styles.import} />
      )}
      {isEditable(state) && (
        <Link href={`/reports/${id}?import`} className={styles.import} aria-label={`导入文件：${unitName} ${year} 年年报`}>
          导入文件
        </Link>
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

const LOOKS: Partial<Record<keyof Counts, string>> = { errors: styles.error, warnings: styles.warning }

function nextStep(state: State, counts: Counts): string {
  if (state === 'RETURNED') return '查看退回原因并修改'
  if (state !== 'DRAFT') return '查看'
  return countOpen(counts) === 0 ? '核对并提交审核' : '继续填报'
}

function dueWords(daysLeft: number, { due, isExtended, isReturned }: ReportCard['filing']['deadline']): string {
  const until = `${printDue(due)}${isReturned ? '，退回后' : isExtended ? '，已延期' : ''}`
  if (daysLeft < 0) return `▲ 已逾期 ${-daysLeft} 天（${until}）`
  return daysLeft === 0 ? `今天报送截止（${until}）` : `距报送截止 ${daysLeft} 天（${until}）`
}
