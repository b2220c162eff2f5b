import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import type { ReactNode } from 'react'
import { TableFrame } from '@/components/ui/table-frame'

/** A small table whose first column names the row. */
export function DateTable({
  heads,
  rows
}: {
  heads: readonly string[]
  rows: readonly { key: number | string; cells: readonly ReactNode[] }[]
}) {
  return (
    <TableFrame name={heads.join('、')} least={520}>
      <Table bg="var(--paper)" withTableBorder>
        <TableThead style={{ whiteSpace: 'nowrap' }}>
          <TableTr>
            {heads.map((head) => (
              <TableTh key={head}>{head}</TableTh>
            ))}
          </TableTr>
        </TableThead>
        <TableTbody>
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <TableTr key={key}>
              <TableTh scope="row">{name}</TableTh>
              {cells.map((cell, i) => (
                <TableTd key={heads[i + 1]}>{cell}</TableTd>
              ))}
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </TableFrame>
  )
}
