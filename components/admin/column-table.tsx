import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import { LinkButton } from '@/components/ui/link-button'
import { TableFrame } from '@/components/ui/table-frame'

/** What to write into the columns of a list, and the empty list to write it into. */
export function ColumnTable({
  columns,
  template
}: {
  columns: readonly { name: string; isNeeded?: true; words: string; example: string }[]
  template: string
}) {
  return (
    <>
      <TableFrame name={columns.map(({ name }) => name).join('、')} least={480}>
        <Table withTableBorder fz="sm">
          <TableThead>
            <TableTr>
              <TableTh>列</TableTh>
              <TableTh>填写要求</TableTh>
              <TableTh>示例</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {columns.map(({ name, isNeeded, words, example }) => (
              <TableTr key={name}>
                <TableTh scope="row" style={{ whiteSpace: 'nowrap' }}>
                  {name}
                  {isNeeded && '（必填）'}
                </TableTh>
                <TableTd>{words}</TableTd>
                <TableTd>{example}</TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableFrame>
      <div style={{ margin: '10px 0 14px' }}>
        <LinkButton href={template} isOutside>
          下载模板
        </LinkButton>
      </div>
    </>
  )
}
