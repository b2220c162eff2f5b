import type { Comparison } from '@/report/compare'
import type { Piece } from '@/report/difference'
import type { Address } from '@/report/template'
import styles from './look.module.css'

/** A comment in the margin, by the number it has in the list; inside ones are for those who review. */
export type Pin = { name: string; inside: boolean }

/** What a reviewer sees of a place beside what is printed there. */
export type Look = {
  mark?: 'error' | 'warning'
  pieces?: readonly Piece[]
  pins?: readonly Pin[]
  lastYear?: Comparison
  isCurrent?: boolean
}
export type Looks = ReadonlyMap<Address, Look>

/** Old struck, new marked, in shape as well as in colour. */
export function ChangedText({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {startsOf(pieces).map(({ is, text, start }) => {
        if (is === 'removed') {
          return (
            <del key={`${is} ${start}`} className={styles.removed}>
              {text}
            </del>
          )
        }
        if (is === 'added') {
          return (
            <ins key={`${is} ${start}`} className={styles.added}>
              {text}
            </ins>
          )
        }
        return <span key={`${is} ${start}`}>{text}</span>
      })}
    </>
  )
}

function startsOf(pieces: readonly Piece[]): (Piece & { start: number })[] {
  let start = 0
  return pieces.map((piece) => {
    const placed = { ...piece, start }
    start += piece.text.length
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

export function LastYear({ compared: { last, change, share } }: { compared: Comparison }) {
  return (
    <span className={styles.lastYear}>
      <span>上年 {last}</span> <span>{[change, share].filter(Boolean).join(' ')}</span>
    </span>
  )
}
