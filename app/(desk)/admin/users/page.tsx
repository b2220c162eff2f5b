import type { Metadata } from 'next'
import { NewAccountForm } from '@/components/admin/accounts/account-forms'
import { AccountSearch } from '@/components/admin/accounts/account-search'
import { AccountTable } from '@/components/admin/accounts/account-table'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { listAccounts } from '@/db/people/users'
import { conditionOf, requireAdministrator } from '@/server/gate/administration'
import { createAccount } from './actions'

export const metadata: Metadata = { title: '账号' }

const MOST_SHOWN = 100

export default async function UsersPage({ searchParams }: PageProps<'/admin/users'>) {
  const { q, unit } = await searchParams
  const search = typeof q === 'string' ? q.trim() : ''
  const { store, units, now } = await requireAdministrator()
  const accounts = await listAccounts(store, [...units.keys()])
  const found = accounts.filter(({ name, fullName, officePhone, mobile, email, memberships }) =>
    [name, fullName, officePhone ?? '', mobile ?? '', email ?? '', ...memberships.map(({ unitName }) => unitName)].some((text) =>
      text.includes(search)
    )
  )
  const open = [...units.values()].filter(({ closedOn }) => closedOn === null).map(({ id, name, above }) => ({ id, name, above }))
  return (
    <PageGrid isSplit title="账号" lead="点击姓名，查看和修改该账号的联系方式、角色、密码和登录。">
      <Panel id="accounts" title="全部账号">
        <AccountSearch search={search} />
        <p role="status">
          {search ? `找到 ${found.length} 个账号` : `共 ${found.length} 个账号`}
          {found.length > MOST_SHOWN && `，只列出前 ${MOST_SHOWN} 个，请查找`}
        </p>
        {found.length > 0 && (
          <AccountTable accounts={found.slice(0, MOST_SHOWN).map((one) => ({ ...one, condition: conditionOf(one, now) }))} />
        )}
      </Panel>
      <Panel id="new-account" title="增加账号">
        <NewAccountForm create={createAccount} units={open} unit={units.has(Number(unit)) ? Number(unit) : undefined} />
      </Panel>
    </PageGrid>
  )
}
