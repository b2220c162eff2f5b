'use client'
import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { LevelMark } from '@/components/ui/level-mark'
import { isOpen } from '@/report/answer'
import { titleOf } from '@/report/report'
import { useDesk, useJudged } from './desk-context'

/** 提交审核: first what still stands in the way, then one clear question. The server checks everything again. */
export function SubmitDialog({ onClose }: { onClose: () => void }) {
  const { data, goTo, submit } = useDesk()
  const open = useJudged().filter(isOpen)
  const [error, setError] = useState<string>()
  const [isPending, setPending] = useState(false)

  const onSubmit = async () => {
    setPending(true)
    setError(await submit())
    setPending(false)
  }

  if (open.length > 0) {
    return (
      <Dialog onClose={onClose} title={`提交前还有 ${open.length} 处要处理`} size="lg">
        <Text size="sm">错误须改正；提醒可以改正，也可以填写说明。</Text>
        <ul>
          {open.map(({ key, finding: { level, says, at } }) => (
            <li key={key}>
              <LevelMark level={level} />{' '}
              {at[0] === undefined ? (
                says
              ) : (
                <Anchor
                  component="button"
                  type="button"
                  onClick={() => {
                    onClose()
                    goTo(at[0] ?? '')
                  }}
                >
                  {says}
                </Anchor>
              )}
            </li>
          ))}
        </ul>
      </Dialog>
    )
  }
  return (
    <Dialog onClose={onClose} title="提交审核">
      <Text>提交《{titleOf(data.report)}》？提交后不能再修改，退回后才能修改。</Text>
      {error && (
        <Alert color="vermilion" role="alert" mt="sm">
          {error}
        </Alert>
      )}
      <Group justify="space-between" mt="md">
        <Button variant="default" onClick={onClose}>
          暂不提交
        </Button>
        <Button data-autofocus loading={isPending} onClick={onSubmit}>
          提交审核
        </Button>
      </Group>
    </Dialog>
  )
}
