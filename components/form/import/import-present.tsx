import { useMemo } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { useDecisions } from '@/components/import/use-decisions'
import { announce } from '@/components/ui/page/announce'
import { changesOf, compareOrigin, planImport } from '@/report/understanding/plan-import'
import { ImportChoice } from './import-choice'
import type { ReceivedReading } from './import-dialog'

/** A file beside what stands in the open report; what is taken over is one step that can be undone. */
export function ImportPresent({ received, onClose, onAgain }: { received: ReceivedReading; onClose: () => void; onAgain: () => void }) {
  const { data, form, write } = useFormSession()
  const { file, source } = received
  const plan = useMemo(() => planImport(file, form.getValues()), [file, form])
  const choice = useDecisions(plan)
  const changes = changesOf(plan, choice.chosen, choice.decided)
  return (
    <ImportChoice
      {...compareOrigin(file, data.report)}
      {...choice}
      template={file.template}
      plan={plan}
      question="已核对，仍要导入本年报"
      words={`导入 ${changes.length} 处`}
      isEmpty={changes.length === 0}
      onTake={() => {
        write(changes, `imported ${source}`)
        announce('results', `已导入 ${changes.length} 处，可以用 Ctrl+Z 撤销`)
        onClose()
      }}
      onClose={onClose}
      onAgain={onAgain}
    />
  )
}
