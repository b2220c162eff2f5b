import { labelText, leaves } from '@/report/template'
import { form2021 } from '@/report/templates/form-2021'

type Cells = Readonly<Record<string, number | null>>

/** A page of 2024 as labelled JSON, every cell 0: some rows with other cells, some under other labels. */
export function makePage(cells: Readonly<Record<string, Cells>>, labels: Readonly<Record<string, string>> = {}): unknown {
  const [table2, table3, table4] = form2021.tables.map(({ blocks }) =>
    blocks.flatMap(({ rows, columns }) =>
      leaves(rows).map((row) => {
        const label = labelText(row)
        const zeros = Object.fromEntries(leaves(columns).map((column) => [labelText(column), 0]))
        return [labels[label] ?? label, { ...zeros, ...cells[label] }] as const
      })
    )
  )
  const inOrder = (rows: typeof table3) => Object.fromEntries((rows ?? []).map(([label, row]) => [label, Object.values(row)]))
  return { org: '甲市教育局', year: 2024, table2: Object.fromEntries(table2 ?? []), table3: inOrder(table3), table4: inOrder(table4) }
}
