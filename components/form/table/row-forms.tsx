import { type Cell, leaves, type Table } from '@/report/template'

/**
 * After each key the browser reads the whole form a field belongs to, for its autofill, and fields without a form count as
 * one with all others of the page: of two hundred that takes longer than everything else a key does. So each row is a form
 * of its own, which sends nothing anywhere.
 */
export function RowForms({ table }: { table: Table }) {
  const rows = table.blocks.flatMap((block) => leaves(block.rows))
  return rows.map((row) => <form key={row.key} id={rowFormId({ table, row })} method="dialog" hidden />)
}

export const rowFormId = ({ table, row }: Pick<Cell, 'table' | 'row'>) => `row-${table.key}-${row.key}`
