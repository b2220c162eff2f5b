import { Anchor, Button, Group, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { useDecisions } from '@/components/import/use-decisions'
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
  const { run, told, isPending } = useCall()
  const [kept, setKept] = useState<number>()
  const { org, year = data.report.year - 1 } = file

  if (kept !== undefined)
    return (
      <>
        <Text role="status">已导入 {year} 年历史年报。上年结转、较上年比较和跨年核对规则从现在起按它计算。</Text>
        <Group justify="space-between" mt="md">
          <Anchor href={`/reports/${kept}/review`}>查看历史年报和核对结果</Anchor>
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
        onTake={() =>
          run(
            () => actions.importPast({ source, year, org, values: valuesOf(file, choice.decided, choice.chosen) }),
            ({ report }) => setKept(report)
          )
        }
        onClose={onClose}
        onAgain={onAgain}
      />
      <Told told={told} />
    </>
  )
}
