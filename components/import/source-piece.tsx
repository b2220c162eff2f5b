import { useId } from 'react'
import type { PageCut } from '@/report/understanding/page-cut'
import { nearColumns } from './near-columns'
import styles from './source-piece.module.css'

/** The piece of a file a doubt is about: its line and, where the file has pages, what is drawn there, with the place marked. */
export function SourcePiece({ source, cut }: { source: string | undefined; cut: PageCut | undefined }) {
  return (
    <>
      {source && <q className={styles.source}>{source}</q>}
      {cut && <Cut {...cut} />}
    </>
  )
}

// The line above says the same in words, hence `aria-hidden`.
function Cut(cut: PageCut) {
  const { width, height, rules, texts, mark } = cut
  const [left, top, wide, high] = mark
  const id = useId()
  const [from, to] = nearColumns(cut)
  return (
    <>
      <svg className={styles.cut} viewBox={`0 0 ${width} ${height}`} style={{ maxWidth: width * 1.6 }} aria-hidden data-cut>
        <g id={id}>
          <rect className={styles.mark} x={left} y={top} width={wide} height={high} />
          <g className={styles.rules}>
            {rules.map(([x1, y1, x2, y2], i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a picture does not change
              <line key={i} x1={x1} y1={y1} x2={x2} y2={y2} />
            ))}
          </g>
          {texts.map(([x, y, length, size, text], i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a picture does not change
            <text key={i} x={x} y={y} fontSize={size} textLength={length || undefined} lengthAdjust="spacingAndGlyphs">
              {text}
            </text>
          ))}
        </g>
      </svg>
      <svg className={styles.near} viewBox={`${from - 1} 0 ${to - from + 2} ${height}`} style={{ maxWidth: (to - from) * 1.6 }} aria-hidden>
        <use href={`#${id}`} />
      </svg>
    </>
  )
}
