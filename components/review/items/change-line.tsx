'use client'
import { ChangedText } from '@/components/document/look'
import type { Change } from '@/components/review/review-data'
import { PlaceButton } from '@/components/ui/place-button'
import { placeName } from '@/report/finding'
import type { Template } from '@/report/template'
import styles from './change-line.module.css'
import { excerpt } from './excerpt'

/** One change: where, and old → new. */
export function ChangeLine({
  template,
  change: { at, was, now, pieces },
  onShow
}: {
  template: Template
  change: Change
  onShow: () => void
}) {
  const isCell = template.index.has(at)
  return (
    <div className={styles.change}>
      <PlaceButton onClick={onShow}>
        <b>{placeName(template, at)}</b>
      </PlaceButton>
      <p className={styles.values}>
        {isCell ? (
          <>
            <del>{was || '（空）'}</del> → <ins>{now || '（空）'}</ins>
          </>
        ) : (
          <ChangedText pieces={excerpt(pieces)} />
        )}
      </p>
    </div>
  )
}
