'use client'
import { SegmentedControl, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { ChooseFile } from '@/components/import/choose-file'
import { sendFile } from '@/components/ui/call/send-file'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { Dialog } from '@/components/ui/dialog'
import type { FileReading } from '@/report/understanding/plan-import'
import { ImportPast } from './import-past'
import { ImportPresent } from './import-present'

/** A file as the server read it; `source` is its number there. */
export type ReceivedReading = { ok: true; source: number; file: FileReading & { name: string; hash: string } }

/** 导入: a file is read, looked at, and taken over into the open report, or kept as that of an earlier year. */
export function ImportDialog({ file, onClose }: { file: File | undefined; onClose: () => void }) {
  const { data } = useFormSession()
  const { run, told, isPending } = useCall()
  const [received, setReceived] = useState<ReceivedReading>()
  const read = (chosen: File) => run(() => sendFile<ReceivedReading>(`/reports/${data.id}/import`, chosen), setReceived)
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

/** What a file can become: the open report, or that of the earlier year it speaks of. */
function Understood({ received, onClose, onAgain }: { received: ReceivedReading; onClose: () => void; onAgain: () => void }) {
  const { data } = useFormSession()
  const { name, org, year } = received.file
  const isEarlier = year !== undefined && year < data.report.year
  const [becomes, setBecomes] = useState(isEarlier ? 'past' : 'present')
  const Part = becomes === 'past' ? ImportPast : ImportPresent
  return (
    <>
      <Text size="sm">
        {name}：{org ?? '未写明单位'}，{year === undefined ? '未写明年度' : `${year} 年`}
      </Text>
      {isEarlier && (
        <SegmentedControl
          mt="xs"
          aria-label="导入到"
          value={becomes}
          onChange={setBecomes}
          data={[
            { value: 'past', label: `${year} 年历史年报` },
            { value: 'present', label: `${data.report.year} 年本年报` }
          ]}
        />
      )}
      <Part key={becomes} received={received} onClose={onClose} onAgain={onAgain} />
    </>
  )
}
