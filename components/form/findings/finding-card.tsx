'use client'
import { Button } from '@mantine/core'
import { memo, useState } from 'react'
import { cardId } from '@/components/form/session/cell-view'
import { useCanEdit, useFormSession } from '@/components/form/session/session-context'
import { LevelMark } from '@/components/ui/level-mark'
import { PlaceButton } from '@/components/ui/place-button'
import { countsAs, isExplainable, type Judged } from '@/report/answer'
import { Explanation } from './explanation'
import styles from './findings-panel.module.css'

/** One finding: both sides, the way to its cells, what mends it with one key, and the explanation where one is allowed. */
export const FindingCard = memo(function FindingCard({ judged }: { judged: Judged }) {
  const { finding, key, answer, lapsed, waiver } = judged
  const { goTo, mend, live, data } = useFormSession()
  const canEdit = useCanEdit()
  const [isExplaining, setExplaining] = useState(false)
  const { rule, level, says, hint, at, fix } = finding
  const [first] = at
  const point = (on: boolean) => live.setActive(on ? at : [])
  return (
    <li
      className={styles.finding}
      data-level={level}
      data-answered={countsAs(judged) === 'explained' || undefined}
      onMouseEnter={() => point(true)}
      onMouseLeave={() => point(false)}
      onFocus={() => point(true)}
      onBlur={() => point(false)}
    >
      <div id={cardId(key)}>
        <LevelMark level={finding.missing ? 'missing' : level} />{' '}
        <a href={`/rules#${rule}`} target="_blank" className={styles.rule} rel="noopener">
          {rule}
        </a>
        {first === undefined ? <p className={styles.says}>{says}</p> : <PlaceButton onClick={() => goTo(first)}>{says}</PlaceButton>}
        {hint && !answer && <p className={styles.hint}>{hint}</p>}
        {data.correctable && rule.startsWith('Y-') && <a href={`/reports/${data.correctable}/review`}>申请更正上年</a>}
      </div>
      {answer && (
        <p className={styles.answer}>
          ◆ 已说明：{answer.text}　—— {answer.by}
        </p>
      )}
      {waiver && (
        <p className={styles.answer}>
          ◇ 免予核对：{waiver.text}　—— {waiver.by}
        </p>
      )}
      {lapsed && !isExplaining && <p className={styles.lapsed}>数值已变，原说明失效：{lapsed.text}</p>}
      {canEdit && (
        <div className={styles.actions} data-remedies>
          {fix && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => mend(Object.entries(fix.texts).map(([place, now]) => ({ at: place, now })))}
            >
              {fix.says}
            </Button>
          )}
          {isExplainable(finding) && !isExplaining && (
            <Button size="compact-sm" variant="default" onClick={() => setExplaining(true)}>
              {answer ? '修改说明' : '填写说明'}
            </Button>
          )}
          {countsAs(judged) === 'error' && !isExplainable(finding) && (
            <a href={`/applications?report=${data.id}&finding=${encodeURIComponent(key)}`} target="_blank" rel="noopener">
              申请免予核对
            </a>
          )}
        </div>
      )}
      {isExplaining && (
        <Explanation
          finding={key}
          initial={(answer ?? lapsed)?.text ?? ''}
          field={{ label: `说明：${says}`, isNamedAbove: true, placeholder: '写明原因' }}
          onDone={() => setExplaining(false)}
        />
      )}
    </li>
  )
})
