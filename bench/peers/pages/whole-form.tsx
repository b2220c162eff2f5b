import { createRoot } from 'react-dom/client'
import { useForm, useWatch } from 'react-hook-form'
import { printNumber, readAmounts, type Values } from '@/report/values'
import { boxOf, DrawnTable, template } from './drawn-table'

declare const values: Values

/** The usual way: the component that renders the table watches the whole form. */
function WholeForm() {
  const { register, control } = useForm<Record<string, string>>({ defaultValues: values })
  const amounts = readAmounts(template, useWatch({ control }) as Values)
  return (
    <DrawnTable>
      {(cell) => (
        <input
          {...register(cell.at)}
          {...boxOf(cell)}
          placeholder={cell.role === 'total' ? printNumber(amounts.taken[template.index.get(cell.at) ?? -1] ?? 0, cell.kind) : undefined}
        />
      )}
    </DrawnTable>
  )
}

createRoot(document.getElementById('root') as HTMLElement).render(<WholeForm />)
