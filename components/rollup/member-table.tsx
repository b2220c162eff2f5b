import Link from 'next/link'
import { TableFrame } from '@/components/ui/table-frame'
import styles from './rollup.module.css'
import type { MemberLine } from './sum-data'

/** Who an aggregate adds up, how each stands and whom to call. */
export function MemberTable({ members }: { members: readonly MemberLine[] }) {
  return (
    <TableFrame name="成员单位" least={560}>
      <table className={styles.table} aria-label="成员单位">
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col">计入</th>
            <th scope="col">状态</th>
            <th scope="col">联系人</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ unit, name, href, is, reason, standing, contact }) => (
            <tr key={unit}>
              <th scope="row">{href ? <Link href={href}>{name}</Link> : name}</th>
              <td>
                {is}
                {reason && reason !== standing && <span className={styles.soft}>：{reason}</span>}
              </td>
              <td>{standing}</td>
              <td>{contact}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
