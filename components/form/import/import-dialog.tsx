'use client'
import { Button, Checkbox, Group, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { ChooseFile } from '@/components/import/choose-file'
import { ImportReview } from '@/components/import/import-review'
import { useDecisions } from '@/components/import/use-decisions'
import { sendFile } from '@/components/ui/call/send-file'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { Dialog } from '@/components/ui/dialog'
import { announce } from '@/components/ui/page/announce'
import { changesOf, compareOrigin, type FileReading, planImport } from '@/report/understanding/plan-import'

/** A file as the server read it; `source` is its number there. */
type Received = { ok: true; source: number; file: FileReading & { name: string; hash: string } }

/** 导入 into the open report: a file is read, looked at, and taken over as one step that can be undone. */
export function ImportDialog({ file, onClose }: { file: File | undefined; onClose: () => void }) {
  const { data } = useFormSession()
  const { run, told, isPending } = useCall()
  const [received, setReceived] = useState<Received>()
  const read = (chosen: File) => run(() => sendFile<Received>(`/reports/${data.id}/import`, chosen), setReceived)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a dropped file is read once
  useEffect(() => {
    if (file) read(file)
  }, [file])
  return (
    <Dialog onClose={onClose} title="导入年报文件" size="min(1100px, 96vw)">
      {received ? (
        <Understood received={received} onClose={onClose} onAgain={() => setReceived(undefined)} />
      ) : (
        <>
          <ChooseFile isBusy={isPending} onChoose={read} />
          <Told told={isPending ? undefined : told} />
        </>
      )}
    </Dialog>
  )
}

function Understood({ received, onClose, onAgain }: { received: Received; onClose: () => void; onAgain: () => void }) {
  const { data, template, form, write } = useFormSession()
  const { file, source } = received
  const origin = compareOrigin(file, data.report)
  const plan = useMemo(() => planImport(file, form.getValues()), [file, form])
  const { chosen, decided, choose, decide } = useDecisions(plan)
  const [isConfirmed, setConfirmed] = useState(origin.asked.length === 0)
  const changes = origin.refused ? [] : changesOf(plan, chosen, decided)

  const take = () => {
    write(changes, `imported ${source}`)
    announce('results', `已导入 ${changes.length} 处，可以用 Ctrl+Z 撤销`)
    onClose()
  }

  return (
    <>
      <Text size="sm">
        {file.name}：{file.org ?? '未写明单位'}，{file.year ?? '未写明年度'}
        {file.year && ' 年'}
      </Text>
      {origin.refused ? (
        <Told told={{ ok: false, error: origin.refused }} />
      ) : (
        <>
          {origin.asked.length > 0 && (
            <>
              <Told told={{ ok: false, error: origin.asked.join('\n') }} />
              <Checkbox
                mt="xs"
                label="已核对，仍要导入本年报"
                checked={isConfirmed}
                onChange={({ target }) => setConfirmed(target.checked)}
              />
            </>
          )}
          <ImportReview template={template} plan={plan} chosen={chosen} decided={decided} onChoose={choose} onDecide={decide} />
        </>
      )}
      <Group justify="space-between" mt="md">
        <Group>
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button variant="default" onClick={onAgain}>
            另选文件
          </Button>
        </Group>
        {!origin.refused && (
          <Button data-autofocus disabled={!isConfirmed || changes.length === 0} onClick={take}>
            导入 {changes.length} 处
          </Button>
        )}
      </Group>
    </>
  )
}
