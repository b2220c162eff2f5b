import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import Link from 'next/link'
import { TableFrame } from '@/components/ui/table-frame'
import { dayOf, printDay } from '@/report/workflow/dates'
import { ROLE_NAMES, type Role } from '@/report/workflow/roles'

export type AccountRow = {
  id: number
  name: string
  fullName: string
  officePhone: string | null
  mobile: string | null
  email: string | null
  signedInOn: Date | null
  condition: '正常' | '尚未登录' | '已锁定' | '已停用'
  memberships: readonly { unit: number; unitName: string; role: Role }[]
}

/** Accounts with what they may do where; their name leads to the account. */
export function AccountTable({ accounts, withUnits = true }: { accounts: readonly AccountRow[]; withUnits?: boolean }) {
  return (
    <TableFrame name="账号" least={640} stacks>
      <Table bg="var(--paper)" withTableBorder layout="auto">
        <TableThead style={{ whiteSpace: 'nowrap' }}>
          <TableTr>
            <TableTh>姓名、用户名</TableTh>
            <TableTh>{withUnits ? '单位与角色' : '角色'}</TableTh>
            <TableTh>电话</TableTh>
            <TableTh>邮箱</TableTh>
            <TableTh>状态、最近登录</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody>
          {accounts.map(({ id, name, fullName, officePhone, mobile, email, condition, signedInOn, memberships }) => (
            <TableTr key={id}>
              <TableTh scope="row" fw={400}>
                <Link href={`/admin/users/${id}`} prefetch={false}>
                  {fullName || name}
                </Link>
                {fullName && ` ${name}`}
              </TableTh>
              <TableTd>{withUnits ? byUnit(memberships) : memberships.map(({ role }) => ROLE_NAMES[role]).join('、')}</TableTd>
              <TableTd style={{ whiteSpace: 'nowrap' }}>
                {officePhone ?? mobile}
                {officePhone && mobile && <div>{mobile}</div>}
              </TableTd>
              <TableTd>{email}</TableTd>
              <TableTd style={{ whiteSpace: 'nowrap' }}>
                {condition}
                {signedInOn && <div>{printDay(dayOf(signedInOn))}</div>}
              </TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </TableFrame>
  )
}

function byUnit(memberships: AccountRow['memberships']): string {
  const units = new Map<number, string>()
  for (const { unit, unitName, role } of memberships)
    units.set(unit, units.has(unit) ? `${units.get(unit)}、${ROLE_NAMES[role]}` : `${unitName} ${ROLE_NAMES[role]}`)
  return [...units.values()].join('；')
}
