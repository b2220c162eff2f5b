'use client'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { isExplainable, SHORTEST_ANSWER } from '@/report/answer'
import { placeName } from '@/report/finding'
import { printValue } from '@/report/values'
import { useDesk } from './desk-context'
import styles from './mark-card.module.css'
import { SHOWN } from './mark-words'
import { isReplaceable, type ProseView, type Spot } from './prose-view'

/** A number of the text beside the tables': what it was compared with, the tables' number for it, or why they differ. */
export function MarkCard({
  spot: { mark, left, bottom },
  prose,
  onHold
}: {
  spot: Spot
  prose: ProseView
  onHold: (isHeld: boolean) => void
}) {
  const { template, live } = useDesk()
  const [isExplaining, setExplaining] = useState(false)
  const { report, amounts } = live.getView().sheet
  const cells = mark.to.filter((at) => template.index.has(at))
  const hold = (isHeld: boolean) => {
    setExplaining(isHeld)
    onHold(isHeld)
    if (!isHeld) prose.focus()
  }
  return (
    // The editor keeps the focus while a button is pressed.
    <fieldset
      className={styles.card}
      style={{ left: Math.max(0, left - 12), top: bottom }}
      onMouseDown={(event) => !isExplaining && event.preventDefault()}
    >
      <legend className={styles.legend}>
        文中“{mark.text}” <b data-shows={mark.shows}>{SHOWN[mark.shows]}</b>
      </legend>
      {mark.says && <p>{mark.says}</p>}
      {mark.judged?.answer && <p>{mark.judged.answer.text}</p>}
      <ul className={styles.cells}>
        {cells.map((at) => (
          <li key={at}>
            {placeName(template, at)} <b>{printValue(template, report.values, amounts, at) || '未填'}</b>
          </li>
        ))}
      </ul>
      {isExplaining && mark.judged ? (
        <Reason finding={mark.judged.key} onDone={() => hold(false)} />
      ) : (
        <div className={styles.actions}>
          {isReplaceable(mark) && (
            <Button size="compact-sm" onClick={() => prose.replace(mark, mark.expected)}>
              用表中数字 {mark.expected}（Ctrl+Enter）
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

/** Kept as the written explanation of the finding, for whoever reviews. */
function Reason({ finding, onDone }: { finding: string; onDone: () => void }) {
  const { explain } = useDesk()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    const failed = await explain(finding, `范围不同：${text.trim()}`)
    setSaving(false)
    setError(failed)
    if (failed === undefined) onDone()
  }
  return (
    <>
      <Textarea
        autoFocus
        label="范围有何不同"
        placeholder="如：文中为全市数，表中为本机关数"
        size="sm"
        autosize
        minRows={2}
        value={text}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <Button size="compact-sm" loading={isSaving} disabled={text.trim().length < SHORTEST_ANSWER} onClick={save}>
          保存说明
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          取消
        </Button>
      </div>
    </>
  )
}
