'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { MarkFacts, MarkName } from '@/components/document/mark'
import marks from '@/components/document/mark.module.css'
import { Explanation } from '@/components/form/findings/explanation'
import { useFormSession } from '@/components/form/session/session-context'
import { isExplainable } from '@/report/answer'
import { comparedCells } from '@/report/layout/mark'
import styles from './mark-card.module.css'
import { isReplaceable, type ProseView, type Spot } from './prose-view'

/** A number of the text beside the tables': what it was compared with, the tables' number for it, or why they differ. */
export function MarkCard({
  spot: { mark, left, bottom },
  prose,
  onHold,
  onAway
}: {
  spot: Spot
  prose: ProseView
  /** Somebody has the focus or writes in it. */
  onHold: (isHeld: boolean) => void
  /** Put away by the Escape key; the text has the focus again. */
  onAway: () => void
}) {
  const { live } = useFormSession()
  const [isExplaining, setExplaining] = useState(false)
  const hold = (isHeld: boolean) => {
    setExplaining(isHeld)
    onHold(isHeld)
    if (!isHeld) prose.focus()
  }
  return (
    // The editor keeps the focus while a button is pressed.
    <fieldset
      className={marks.card}
      style={{ left: Math.max(0, left - 12), top: bottom }}
      onMouseDown={(event) => !isExplaining && event.preventDefault()}
      onFocus={() => onHold(true)}
      // In a window that is left the focus stays where it is.
      onBlur={({ currentTarget, relatedTarget }) =>
        !isExplaining && ![relatedTarget, document.activeElement].some((one) => currentTarget.contains(one)) && onHold(false)
      }
      onKeyDown={({ key }) => {
        if (key !== 'Escape') return
        prose.focus()
        onAway()
      }}
    >
      <legend className={styles.legend}>
        <MarkName mark={mark} />
      </legend>
      <MarkFacts mark={mark} cells={comparedCells(mark, live.getView().sheet)} />
      {isExplaining && mark.judged ? (
        <Explanation
          finding={mark.judged.key}
          opens="范围不同："
          initial=""
          field={{ label: '范围有何不同', placeholder: '如：文中为全市数，表中为本机关数' }}
          onDone={() => hold(false)}
        />
      ) : (
        <div className={styles.actions}>
          {isReplaceable(mark) && (
            <Button size="compact-sm" onClick={() => prose.replace(mark, mark.expected)}>
              用{mark.with === 'members' ? '该单位' : '表中'}数字 {mark.expected}（Ctrl+Enter）
            </Button>
          )}
          {mark.judged && isExplainable(mark.judged.finding) && (
            <Button size="compact-sm" variant="default" onClick={() => hold(true)}>
              范围不同
            </Button>
          )}
        </div>
      )}
    </fieldset>
  )
}
