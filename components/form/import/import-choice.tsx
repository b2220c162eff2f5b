import { Button, Checkbox, Group } from '@mantine/core'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { ImportReview } from '@/components/import/import-review'
import { BusyButton } from '@/components/ui/busy-button'
import { Told } from '@/components/ui/call/told'
import type { TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import styles from './import-choice.module.css'

/** What has to be said first, then the file as the form, and what is done with it; `question`: what somebody confirms who goes on. */
export function ImportChoice({
  refused,
  asked,
  template,
  question,
  words,
  isBusy = false,
  isEmpty,
  onTake,
  onClose,
  onAgain,
  ...review
}: Omit<ComponentProps<typeof ImportReview>, 'template' | 'onChoose' | 'onDecide'> & {
  refused?: string
  asked: readonly string[]
  template: TemplateId
  question: string
  words: string
  isBusy?: boolean
  isEmpty: boolean
  choose: ComponentProps<typeof ImportReview>['onChoose']
  decide: ComponentProps<typeof ImportReview>['onDecide']
  onTake: () => void
  onClose: () => void
  onAgain: () => void
}) {
  const [isConfirmed, setConfirmed] = useState(asked.length === 0)
  const { choose, decide, ...shown } = review
  const foot = useRef<HTMLDivElement>(null)
  const reached = useRef<Element>(undefined)
  const waiting = review.plan.pages
    .filter(({ key }) => review.chosen.has(key))
    .flatMap(({ places }) => places)
    .filter(({ at, is }) => (is === 'different' || is === 'unclear') && !review.decided.has(at)).length
  /** Leads to the next place nobody has chosen for, behind the last one it led to, and from the end to the first again. */
  const goToNext = () => {
    const all = [...(foot.current?.parentElement?.querySelectorAll('[data-undecided]') ?? [])]
    const isBehind = (one: Element) =>
      !!reached.current && !!(reached.current.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
    reached.current = all.find(isBehind) ?? all[0]
    reached.current?.scrollIntoView({ block: 'center' })
    reached.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true })
  }
  // What was chosen is gone from the page: the focus goes on to what comes next.
  useEffect(() => foot.current?.querySelector<HTMLElement>('[data-take]:not(:disabled)')?.focus({ preventScroll: true }), [])
  return (
    <>
      {refused !== undefined && <Told told={{ ok: false, error: refused }} />}
      {refused === undefined && asked.length > 0 && (
        <>
          <Told told={{ ok: false, error: asked.join('\n') }} />
          <Checkbox mt="xs" label={question} checked={isConfirmed} onChange={({ target }) => setConfirmed(target.checked)} />
        </>
      )}
      {refused === undefined && <ImportReview {...shown} template={openTemplate(template)} onChoose={choose} onDecide={decide} />}
      <Group ref={foot} justify="space-between" className={styles.foot}>
        <Group>
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button variant="default" onClick={onAgain}>
            另选文件
          </Button>
        </Group>
        {refused === undefined && waiting > 0 && (
          <Group gap="xs">
            <span>另有 {waiting} 处待选择，不选的不导入</span>
            <Button variant="default" onClick={goToNext}>
              下一处
            </Button>
          </Group>
        )}
        {refused === undefined && (
          <BusyButton data-take isBusy={isBusy} disabled={!isConfirmed || isEmpty} onClick={onTake}>
            {words}
          </BusyButton>
        )}
      </Group>
    </>
  )
}
