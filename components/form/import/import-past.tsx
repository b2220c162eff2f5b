import { Anchor, Button, Group, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { useDecisions } from '@/components/import/use-decisions'
import { AskAgain } from '@/components/ui/call/ask-again'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { compareOrigin, planImport, valuesOf } from '@/report/understanding/plan-import'
import { ImportChoice } from './import-choice'
import type { ReceivedReading } from './import-dialog'

/** A file as the report of an earlier year: once it is kept the form begins anew, with last year's figures beside its own. */
export function ImportPast({ received, onClose, onAgain }: { received: ReceivedReading; onClose: () => void; onAgain: () => void }) {
  const { data, actions, autosave } = useFormSession()
  const { file, source } = received
  const plan = useMemo(() => planImport(file, {}), [file])
  const choice = useDecisions(plan)
  const { run, told, refused, forget, isPending } = useCall()
  const [kept, setKept] = useState<{ report: number; says: string }>()
  const { org, year = data.report.year - 1 } = file

  const take = (knowing?: string) =>
    run(
      () => actions.importPast({ source, year, org, values: valuesOf(file, choice.decided, choice.chosen), ...(knowing && { knowing }) }),
      setKept
    )

  if (kept)
    return (
      <>
        <Text role="status">{kept.says}</Text>
        <Group justify="space-between" mt="md">
          <Anchor href={`/reports/${kept.report}/review`}>查看历史年报和核对结果</Anchor>
          <Button data-autofocus onClick={async () => (await autosave.settle()) && window.location.assign(`/reports/${data.id}`)}>
            返回填报
          </Button>
        </Group>
      </>
    )
  return (
    <>
      <ImportChoice
        asked={compareOrigin(file, { ...data.report, year, template: file.template }).asked}
        {...choice}
        template={file.template}
        plan={plan}
        question="已核对，仍要作为本单位的历史年报导入"
        words={`作为 ${year} 年历史年报导入`}
        isBusy={isPending}
        isEmpty={plan.pages.every(({ places }) => places.length === 0)}
        onTake={() => take()}
        onClose={onClose}
        onAgain={onAgain}
      />
      <Told told={refused?.asks ? undefined : told} />
      <AskAgain refused={refused} title="替换" onTake={take} onClose={forget} />
    </>
  )
}
