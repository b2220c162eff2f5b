import { createRoot } from 'react-dom/client'
import { FormProvider, useForm, useFormContext, useWatch } from 'react-hook-form'
import type { Cell } from '@/report/template'
import { computeTotal, partsOfTotal, printNumber, type Values } from '@/report/values'
import { boxOf, DrawnTable, template } from './drawn-table'

declare const values: Values

/** The product's design without its rules: uncontrolled fields, and each total watches the cells it adds up. */
function Bare() {
  const form = useForm<Record<string, string>>({ defaultValues: values })
  return (
    <FormProvider {...form}>
      <DrawnTable>
        {(cell) => (cell.role === 'total' ? <Total cell={cell} /> : <input {...form.register(cell.at)} {...boxOf(cell)} />)}
      </DrawnTable>
    </FormProvider>
  )
}

function Total({ cell }: { cell: Cell }) {
  const { register } = useFormContext<Record<string, string>>()
  const parts = partsOfTotal(template, cell.at)
  const texts = useWatch<Record<string, string>>({ name: parts })
  const amount = computeTotal(template, Object.fromEntries(parts.map((at, i) => [at, texts[i] ?? ''])), cell.at)
  return <input {...register(cell.at)} {...boxOf(cell)} placeholder={printNumber(amount, cell.kind)} />
}

createRoot(document.getElementById('root') as HTMLElement).render(<Bare />)
