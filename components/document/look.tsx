import { Fragment } from 'react'
import type { PrintedMark } from '@/report/layout/mark'
import type { Address } from '@/report/template'
import type { Stretch } from '@/report/text/similarity'
import type { YearComparison } from '@/report/workflow/compare'
import type { Piece } from '@/report/workflow/difference'
import styles from './look.module.css'
import { MarkedText } from './mark'

/** A comment in the margin, by the number it has in the list; inside ones are for those who review. */
export type Pin = { name: string; inside: boolean }

/** What a reviewer sees of a place beside what is printed there. */
export type Look = {
  mark?: 'error' | 'warning'
  pieces?: readonly Piece[]
  pins?: readonly Pin[]
  lastYear?: YearComparison
  /** The numbers of a text, in order. */
  numbers?: readonly PrintedMark[]
  isCurrent?: boolean
}
export type Looks = ReadonlyMap<Address, Look>

/** Old struck, new marked, in shape as well as in colour; the numbers of the new text marked too. */
export function ChangedText({ pieces, numbers }: { pieces: readonly Piece[]; numbers?: readonly PrintedMark[] }) {
  return (
    <>
      {startsOf(pieces).map(({ is, text, start, now }) => {
        if (is === 'removed') {
          return (
            <del key={`${is} ${start}`} className={styles.removed}>
              {text}
            </del>
          )
        }
        const marked = <MarkedText text={text} start={now} marks={numbers} />
        if (is === 'added') {
          return (
            <ins key={`${is} ${start}`} className={styles.added}>
              {marked}
            </ins>
          )
        }
        return <span key={`${is} ${start}`}>{marked}</span>
      })}
    </>
  )
}

/** The stretches of a text that stand in another one too, marked by the same means. */
export function SharedText({ text, same }: { text: string; same: readonly Stretch[] }) {
  return (
    <>
      {same.map(({ from, to }, i) => (
        <Fragment key={from}>
          {text.slice(same[i - 1]?.to ?? 0, from)}
          <mark className={styles.shared}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(same.at(-1)?.to ?? 0)}
    </>
  )
}

/** Where each piece starts in what is shown, and in the new text alone. */
function startsOf(pieces: readonly Piece[]): (Piece & { start: number; now: number })[] {
  let [start, now] = [0, 0]
  return pieces.map((piece) => {
    const placed = { ...piece, start, now }
    start += piece.text.length
    if (piece.is !== 'removed') now += piece.text.length
    return placed
  })
}

export function Pins({ pins = [] }: { pins?: readonly Pin[] }) {
  if (pins.length === 0) return null
  return (
    <span className={styles.pins}>
      {pins.map(({ name, inside }) => (
        <span key={name} className={styles.pin} data-inside={inside || undefined}>
          {name}
        </span>
      ))}
    </span>
  )
}

export function LastYear({ compared: { last, change, share } }: { compared: YearComparison }) {
  return (
    <span className={styles.lastYear}>
      <span>上年 {last}</span> <span>{[change, share].filter(Boolean).join(' ')}</span>
    </span>
  )
}
