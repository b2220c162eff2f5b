'use client'
import { Anchor, Button, Group, Text } from '@mantine/core'
import { useOpenRemarks } from '@/components/form/findings/unit-remarks'
import { useCounts } from '@/components/form/findings/use-counts'
import { useFormSession, useJudged } from '@/components/form/session/session-context'
import { BusyButton } from '@/components/ui/busy-button'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { Dialog } from '@/components/ui/dialog'
import { LevelMark } from '@/components/ui/level-mark'
import { announce } from '@/components/ui/page/announce'
import { isOpen } from '@/report/answer'
import { titleOf } from '@/report/report'
import type { Address } from '@/report/template'
import { anchorName, firstUnder, isWaiting } from '@/report/workflow/comment'
import { type Counts, countOpen, OVERVIEW, sayOpen } from '@/report/workflow/counts'
import styles from './submit-dialog.module.css'

/** 提交审核: first what still stands in the way, then one clear question. The server checks everything again. */
export function SubmitDialog({ onClose }: { onClose: () => void }) {
  const { data, template, goTo, submit } = useFormSession()
  const open = useJudged().filter(isOpen)
  const remarks = useOpenRemarks()
  const waiting = remarks.filter(isWaiting)
  const counts = useCounts().get(OVERVIEW.key) as Counts
  const { run, told, isPending } = useCall()

  const goThere = (place: Address) => {
    onClose()
    goTo(place)
  }

  if (countOpen(counts) > 0) {
    return (
      <Dialog onClose={onClose} title={`提交前还有 ${sayOpen(counts)}`} size="lg">
        {open.length > 0 && <Text size="sm">错误须改正；提醒可以改正，也可以填写说明。</Text>}
        {waiting.length > 0 && <Text size="sm">意见须修改或答复。</Text>}
        <ul className={styles.open}>
          {open.map(({ key, finding: { level, missing, says, at } }) => (
            <li key={key}>
              <LevelMark level={missing ? 'missing' : level} />{' '}
              <Anchor component="button" type="button" ta="left" onClick={() => goThere(at[0] ?? '')}>
                {says}
              </Anchor>
            </li>
          ))}
          {waiting.map(({ id, at, remarks: [asked] }) => (
            <li key={id}>
              <span>
                <b>意见</b> {anchorName(template, { at })}：
              </span>
              <Anchor component="button" type="button" ta="left" onClick={() => goThere(firstUnder(template, at))}>
                {asked?.text}
              </Anchor>
            </li>
          ))}
        </ul>
      </Dialog>
    )
  }
  return (
    <Dialog onClose={onClose} title="提交审核">
      <Text>提交《{titleOf(data.report)}》？提交后不能修改；审核人员领取前可以撤回，领取后可以请求撤回。</Text>
      {remarks.length > 0 && <Text size="sm">{remarks.length} 条意见均已修改或答复，由审核人员了结。</Text>}
      <Told told={told} />
      <Group justify="space-between" mt="md">
        <Button variant="default" onClick={onClose}>
          暂不提交
        </Button>
        <BusyButton data-autofocus isBusy={isPending} onClick={() => run(submit, () => announce('results', '提交成功，已送审核'))}>
          提交审核
        </BusyButton>
      </Group>
    </Dialog>
  )
}
