import type { PrintedBlock, ReportDocument } from '@/report/layout/document'
import type { Address } from '@/report/template'
import { DocumentTable } from './document-table'
import styles from './document-view.module.css'
import { ChangedText, type Looks, Pins } from './look'
import { MarkedText } from './mark'
import marks from './mark.module.css'

/** A report as it is read: the same blocks as the Word and the PDF file. `looks`: what a reviewer sees of a place beside its text. */
export function DocumentView({
  document: { title, titleLines, mark, head, blocks },
  looks = NO_LOOKS,
  isPart = false
}: {
  document: ReportDocument
  looks?: Looks
  /** The page has a heading of its own above it. */
  isPart?: boolean
}) {
  const Title = isPart ? 'h2' : 'h1'
  return (
    <article className={`${styles.sheet} ${marks.marked}`} aria-label={title}>
      {mark && <p className={styles.mark}>{mark}</p>}
      {head && (
        <p className={styles.head}>
          <span>{head.number}</span>
          {head.signer && <span>签发人：{head.signer}</span>}
        </p>
      )}
      <Title className={styles.title}>
        {titleLines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </Title>
      {blocks.map((block, i) => (
        <DocumentBlock key={keyOf(block, i)} block={block} before={blocks[i - 1]} after={blocks[i + 1]} looks={looks} />
      ))}
    </article>
  )
}

const NO_LOOKS: Looks = new Map()

/** Blocks never move while a page is shown; their place tells them apart. */
const keyOf = ({ is }: PrintedBlock, i: number) => `${is} ${i}`

const placeOf = (block: PrintedBlock | undefined): Address | undefined => (block && 'at' in block ? block.at : undefined)

function DocumentBlock({
  block,
  before,
  after,
  looks
}: {
  block: PrintedBlock
  before: PrintedBlock | undefined
  after: PrintedBlock | undefined
  looks: Looks
}) {
  if (block.is === 'table') return <DocumentTable table={block} looks={looks} />
  const at = placeOf(block)
  const look = looks.get(at ?? '')
  // A text of several paragraphs is one place: its pins stand at the first, its changes are told there as a whole.
  const isFirst = before?.is === 'heading' || placeOf(before) !== at
  const place = { 'data-at': at, 'data-mark': look?.mark, 'data-current': look?.isCurrent || undefined }
  switch (block.is) {
    case 'heading': {
      // A section of one text has its address; the text is the place then.
      const isTextPlace = placeOf(after) === at
      return (
        <h2 className={styles.heading} {...(isTextPlace ? {} : place)}>
          {block.text}
          {!isTextPlace && <Pins pins={look?.pins} />}
        </h2>
      )
    }
    case 'paragraph': {
      if (look?.pieces && !isFirst) return null
      const [first] = block.runs
      const heading = first?.face === '楷体' ? first : undefined
      const rest = heading ? block.runs.slice(1) : block.runs
      return (
        <p className={styles.paragraph} {...place}>
          {heading && <span className={styles.kai}>{heading.text}</span>}
          {look?.pieces ? (
            <ChangedText pieces={look.pieces} numbers={look.numbers} />
          ) : (
            <MarkedText text={rest.map(({ text }) => text).join('')} start={block.start ?? 0} marks={look?.numbers} />
          )}
          {isFirst && <Pins pins={look?.pins} />}
        </p>
      )
    }
    case 'note':
      return (
        <p className={styles.note} {...place}>
          {look?.pieces ? (
            <ChangedText pieces={look.pieces} numbers={look.numbers} />
          ) : (
            <MarkedText text={block.text} start={block.start ?? 0} marks={look?.numbers} />
          )}
          <Pins pins={look?.pins} />
        </p>
      )
    case 'copies':
      return <p className={styles.note}>{block.text}</p>
    case 'signature':
      return block.lines.map(({ text, indent }) => (
        <p key={text} className={styles.signature} style={{ paddingRight: `${indent}em` }}>
          {text}
        </p>
      ))
  }
}
