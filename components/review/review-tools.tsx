'use client'
import { Button } from '@mantine/core'
import type { Board } from '@/report/workflow/comment'
import styles from './review.module.css'
import type { ReviewData } from './review-data'
import { type Tab, VIEWS, type ViewName } from './views'

/** The filters of a tab, each with its count and its key. */
export function Filters({
  tab,
  view,
  count,
  onOpen
}: {
  tab: Tab
  view: ViewName
  count: (name: ViewName) => number
  onOpen: (name: ViewName) => void
}) {
  return (
    <fieldset className={styles.filters} aria-label="筛选">
      {VIEWS.filter((one) => one.tab === tab).map(({ name, words, key }) => (
        <Button
          key={name}
          size="compact-sm"
          variant={name === view ? 'filled' : 'default'}
          aria-pressed={name === view}
          onClick={() => onOpen(name)}
        >
          {words} {count(name)}
          <kbd className={styles.key}>{key}</kbd>
        </Button>
      ))}
    </fieldset>
  )
}

/** Where one is, and what can be written or shown there. */
export function Tools({
  place,
  may,
  shows,
  hasChanges,
  hasLastYear,
  onShows,
  onWrite,
  onCompare
}: {
  place: string
  may: ReviewData['may']
  shows: { changes: boolean; lastYear: boolean }
  hasChanges: boolean
  hasLastYear: boolean
  onShows: (shows: { changes: boolean; lastYear: boolean }) => void
  onWrite: (board: Board) => void
  /** None where there is no text, or for those who do not review. */
  onCompare: (() => void) | undefined
}) {
  return (
    <section className={styles.tools} aria-label="当前位置">
      <p role="status">
        <span className={styles.soft}>当前位置</span> {place}
      </p>
      <div>
        {may.comment && (
          <Button size="compact-sm" onClick={() => onWrite('comments')}>
            写意见<kbd className={styles.key}>C</kbd>
          </Button>
        )}
        {may.internalComment && (
          <Button size="compact-sm" variant="outline" color="ochre" onClick={() => onWrite('internalComments')}>
            内部意见<kbd className={styles.key}>N</kbd>
          </Button>
        )}
        {onCompare && (
          <Button size="compact-sm" variant="default" onClick={onCompare}>
            比对雷同<kbd className={styles.key}>B</kbd>
          </Button>
        )}
        {hasChanges && (
          <Button
            size="compact-sm"
            variant={shows.changes ? 'filled' : 'default'}
            aria-pressed={shows.changes}
            onClick={() => onShows({ ...shows, changes: !shows.changes })}
          >
            显示变动
            <kbd className={styles.key}>D</kbd>
          </Button>
        )}
        {hasLastYear && (
          <Button
            size="compact-sm"
            variant={shows.lastYear ? 'filled' : 'default'}
            aria-pressed={shows.lastYear}
            onClick={() => onShows({ ...shows, lastYear: !shows.lastYear })}
          >
            显示上年
            <kbd className={styles.key}>O</kbd>
          </Button>
        )}
      </div>
    </section>
  )
}
