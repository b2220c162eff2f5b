'use client'
import { Button, Textarea, type TextareaProps } from '@mantine/core'
import { useDesk } from '@/components/form/session/session-context'
import { useDraft } from '@/components/ui/call/draft'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
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
  field: Pick<TextareaProps, 'label' | 'aria-label' | 'placeholder'>
  onDone: () => void
}) {
  const { explain } = useDesk()
  const [text, setText] = useDraft(`explanation ${finding} ${opens}`, initial)
  const { run, told, isPending } = useCall()
  const submit = () =>
    run(
      () => explain(finding, opens + text.trim()),
      () => {
        setText('')
        onDone()
      }
    )

  return (
    <>
      <Textarea
        autoFocus
        {...field}
        size="sm"
        mt={6}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Told told={told} />
      <div className={styles.actions}>
        <Button size="compact-sm" loading={isPending} disabled={text.trim().length < SHORTEST_ANSWER} onClick={submit}>
          保存说明
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          取消
        </Button>
      </div>
    </>
  )
}
