import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import { TableFrame } from '@/components/ui/table-frame'
import { printMoment } from '@/report/workflow/dates'

type Given = {
  id: number
  year: number
  to: string
  on: Date
  mailedOn: Date | null
  isMailWaiting: boolean
  pushedOn: Date | null
  readOn: Date | null
}

/** Whom the deadlines of a unit's reports were told to, by which way, and whether it was read. */
export function ReminderList({ reminders }: { reminders: readonly Given[] }) {
  return (
    <TableFrame name="提醒记录" least={480}>
      <Table fz="sm">
        <TableThead>
          <TableTr>
            <TableTh>时间</TableTh>
            <TableTh>年度</TableTh>
            <TableTh>收件人</TableTh>
            <TableTh>邮件</TableTh>
            <TableTh>推送</TableTh>
            <TableTh>站内消息</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody>
          {reminders.map(({ id, year, to, on, mailedOn, isMailWaiting, pushedOn, readOn }) => (
            <TableTr key={id}>
              <TableTd style={{ whiteSpace: 'nowrap' }}>{printMoment(on)}</TableTd>
              <TableTd>{year}</TableTd>
              <TableTd>{to}</TableTd>
              <TableTd>{mailedOn ? `${printMoment(mailedOn)} 已发` : isMailWaiting ? '待发' : '未发'}</TableTd>
              <TableTd>{pushedOn ? `${printMoment(pushedOn)} 已推送` : ''}</TableTd>
              <TableTd>{readOn ? `${printMoment(readOn)} 已读` : '未读'}</TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </TableFrame>
  )
}
