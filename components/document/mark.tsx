import { Fragment } from 'react'
import { PlaceButton } from '@/components/ui/place-button'
import type { ComparedCell, Mark, PrintedMark } from '@/report/layout/mark'
import type { Address } from '@/report/template'
import styles from './mark.module.css'
import { showWords } from './mark-words'

/** The card that tells of the number at hand. */
export const MARK_CARD = 'mark-card'

/** A stretch of prose with its numbers marked. `start`: where it begins in the text of its field as printed. */
export function MarkedText({ text, start, marks = [] }: { text: string; start: number; marks?: readonly PrintedMark[] }) {
  const here = marks.filter((mark) => mark.start >= start && mark.start < start + text.length)
  if (here.length === 0) return text
  const cut = (from: number, to?: number) => text.slice(from - start, to === undefined ? undefined : to - start)
  return (
    <>
      {here.map((mark, i) => (
        <Fragment key={mark.start}>
          {cut(here[i - 1]?.end ?? start, mark.start)}
          <MarkedNumber mark={mark}>{cut(mark.start, mark.end)}</MarkedNumber>
        </Fragment>
      ))}
      {cut(here.at(-1)?.end ?? start)}
    </>
  )
}

/** What a number was compared with first, outside its own text. */
export const goalOf = ({ at, to }: Pick<Mark, 'at' | 'to'>): Address | undefined => to.find((one) => one !== at)

/** Only what a rule complains of stops the Tab key, answered or not: a report has dozens of numbers that agree. */
const isStop = ({ judged }: Mark) => judged !== undefined

/** The number leads to its cell; a list that was added up leads nowhere else. */
function MarkedNumber({ mark, children }: { mark: PrintedMark; children: string }) {
  const goal = goalOf(mark)
  const place = { 'data-shows': mark.shows, 'data-level': mark.judged?.finding.level, 'data-number': mark.start }
  if (mark.shows === 'unlinked') return <span {...place}>{children}</span>
  return (
    <a
      {...place}
      href={`#${goal ?? mark.at}`}
      data-to={goal}
      tabIndex={isStop(mark) ? 0 : -1}
      draggable={false}
      aria-label={`${children} ${showWords(mark)}`}
      aria-describedby={MARK_CARD}
    >
      {children}
    </a>
  )
}

/** 文中“58” ▲ 与表不一致 */
export function MarkName({ mark }: { mark: Pick<Mark, 'text' | 'shows' | 'with' | 'judged'> }) {
  return (
    <span className={styles.name}>
      文中“{mark.text}” <b data-shows={mark.shows}>{showWords(mark)}</b>
    </span>
  )
}

/** What the tables say to a number, what was answered, and the cells with what they hold; with `onShow` they lead there. */
export function MarkFacts({
  mark: { says, judged },
  cells,
  onShow
}: {
  mark: Mark
  cells: readonly ComparedCell[]
  onShow?: (at: Address) => void
}) {
  return (
    <div className={styles.facts}>
      {says && <p>{says}</p>}
      {judged?.answer && <p>{judged.answer.text}</p>}
      {judged?.waiver && <p>免予核对：{judged.waiver.text}</p>}
      <ul>
        {cells.map(({ at, name, text }) => {
          const words = (
            <>
              {name} <b>{text}</b>
            </>
          )
          return <li key={at}>{onShow ? <PlaceButton onClick={() => onShow(at)}>{words}</PlaceButton> : words}</li>
        })}
      </ul>
    </div>
  )
}
