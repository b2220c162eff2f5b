import { TableFrame } from '@/components/ui/table-frame'
import { printMoment } from '@/report/workflow/dates'
import styles from './sent-list.module.css'

type Given = {
  id: number
  to: string
  on: Date
  isByHand: boolean
  reports: readonly { unit: string; year: number }[]
  mailedOn: Date | null
  isMailWaiting: boolean
  pushedOn: Date | null
  readOn: Date | null
}

/** What stands above the list. */
export const titleOfSent = ({ found, read }: { found: number; read: number }): string => `发送记录 ${found} 条，已读 ${read} 条`

/** 发送记录: whom a deadline was told to, of which reports, by which way, and whether it was read. `withUnits`: of more units than one. */
export function SentList({ sent, withUnits }: { sent: readonly Given[]; withUnits?: boolean }) {
  return (
    <TableFrame name="发送记录" least={640} stacks>
      <table className={styles.table} aria-label="发送记录">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">收件人</th>
            <th scope="col">{withUnits ? '单位' : '年度'}</th>
            <th scope="col">邮件</th>
            <th scope="col">推送</th>
            <th scope="col">站内消息</th>
          </tr>
        </thead>
        <tbody>
          {sent.map(({ id, to, on, isByHand, reports, mailedOn, isMailWaiting, pushedOn, readOn }) => (
            <tr key={id}>
              <td className={styles.moment}>
                {printMoment(on)} {isByHand ? '催报' : '自动提醒'}
              </td>
              <th scope="row">{to}</th>
              <td>{withUnits ? sayUnits(reports) : [...new Set(reports.map(({ year }) => `${year} 年`))].join('、')}</td>
              <td data-label="邮件">{mailedOn ? `${printMoment(mailedOn)} 已发` : isMailWaiting ? '待发' : '未发'}</td>
              <td data-label="推送">{pushedOn ? `${printMoment(pushedOn)} 已推送` : ''}</td>
              <td data-unread={readOn === null || undefined}>{readOn ? `${printMoment(readOn)} 已读` : '未读'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** The first by name, the others counted: a message may be about hundreds. */
function sayUnits(reports: Given['reports']): string {
  const [first = ''] = reports.map(({ unit }) => unit)
  return reports.length > 1 ? `${first}等 ${reports.length} 个单位` : first
}
