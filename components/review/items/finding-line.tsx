'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { ReplyForm } from '@/components/remarks/reply-form'
import type { CallResult } from '@/components/ui/call/call'
import { LevelMark } from '@/components/ui/level-mark'
import { PlaceButton } from '@/components/ui/place-button'
import { type Answer, countsAs, isExplainable, type Judged } from '@/report/answer'
import { placeName } from '@/report/finding'
import type { Address, Template } from '@/report/template'
import { printMoment } from '@/report/workflow/dates'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import styles from './finding-line.module.css'

/** A finding with what was said to it: the unit's explanation, the administrator's waiver, or that nothing was. */
export function FindingLine({
  template,
  judged,
  at,
  onShow,
  waive
}: {
  template: Template
  judged: Judged
  at: Address | undefined
  onShow: () => void
  /** 免予核对; none where the person may not. */
  waive?: (text: string) => Promise<CallResult>
}) {
  const { key, finding, answer, lapsed, waiver } = judged
  const [isWaiving, setWaiving] = useState(false)
  const { level, says, rule, missing, left, right, off } = finding
  const is = countsAs(judged)
  return (
    <div className={styles.finding}>
      <PlaceButton onClick={onShow}>
        {is === 'missing' ? (
          <>○ 未填：{at ? placeName(template, at) : says}</>
        ) : (
          <>
            <LevelMark level={missing ? 'missing' : level} /> {says} <small>{rule}</small>
          </>
        )}
      </PlaceButton>
      {left && right && off && (
        <p className={styles.sides}>
          {left.name} {left.text} · {right.name} {right.text} · {off}
        </p>
      )}
      {answer && <Said words="◆ 说明" answer={answer} />}
      {waiver && <Said words="◇ 免予核对" answer={waiver} />}
      {lapsed && is !== 'explained' && <p className={styles.open}>数值已变，原说明失效：{lapsed.text}</p>}
      {(is === 'warning' || (is === 'error' && isExplainable(finding))) && <p className={styles.open}>尚未说明</p>}
      {waive && !waiver && level !== 'note' && !isWaiving && (
        <Button size="compact-sm" variant="default" onClick={() => setWaiving(true)}>
          免予核对…
        </Button>
      )}
      {waive && isWaiving && (
        <ReplyForm
          label="免予核对理由（记入历程，数值变动后失效）"
          draft={`waiver ${key}`}
          button="免予核对"
          shortest={SHORTEST_REASON}
          send={waive}
          onDone={() => setWaiving(false)}
        />
      )}
    </div>
  )
}

function Said({ words, answer: { text, by, on } }: { words: string; answer: Answer }) {
  return (
    <p className={styles.answer}>
      {words}：{text}
      <small>
        {' '}
        {by} · {printMoment(on)}
      </small>
    </p>
  )
}
