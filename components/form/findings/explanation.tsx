'use client'
import { Button } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { BusyButton } from '@/components/ui/busy-button'
import { useDraft } from '@/components/ui/call/draft'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { WordsField } from '@/components/ui/fields/words-field'
import { announce } from '@/components/ui/page/announce'
import { SHORTEST_ANSWER } from '@/report/answer'
import styles from './findings-panel.module.css'

/**
 * The words a finding is explained with, for whoever reviews; kept while they are typed, and handed over once they are long
 * enough. `opens`: what stands before them without being typed.
 */
export function Explanation({
  finding,
  opens = '',
  initial,
  field,
  onDone
}: {
  finding: string
  opens?: string
  initial: string
  field: Pick<ComponentProps<typeof WordsField>, 'label' | 'isNamedAbove' | 'placeholder'>
  onDone: () => void
}) {
  const { explain } = useFormSession()
  const [text, setText] = useDraft(`explanation ${finding} ${opens}`, initial)
  const { run, told, isPending } = useCall()
  const isReady = text.trim().length >= SHORTEST_ANSWER
  const submit = () =>
    run(
      () => explain(finding, opens + text.trim()),
      () => {
        setText('')
        onDone()
        announce('results', '说明已保存')
      }
    )

  return (
    <>
      <WordsField {...field} text={text} onText={setText} onSend={isReady ? submit : undefined} onLeave={onDone} />
      <Told told={told} />
      <div className={styles.actions}>
        <BusyButton size="compact-sm" isBusy={isPending} disabled={!isReady} onClick={submit}>
          保存说明
        </BusyButton>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          取消
        </Button>
      </div>
    </>
  )
}
