import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccountForm, AccountTable, UnitForm } from '@/components/admin/admin-forms'
import { listUnitsBelow } from '@/db/units'
import { listAccounts } from '@/db/users'
import { requireUser, unitsWith } from '@/server/gate'
import { closeAccount, createAccount, createUnit, resetPassword, signOutAccount } from './actions'
import styles from './page.module.css'

export const metadata: Metadata = { title: '管理' }

export default async function AdminPage() {
  const { store, user, now } = await requireUser()
  const own = unitsWith(user, 'admin')
  if (own.length === 0) notFound()
  const units = (await listUnitsBelow(store, own)).map(({ id, name }) => ({ id, name }))
  const accounts = await listAccounts(
    store,
    units.map(({ id }) => id)
  )
  return (
    <main className={styles.admin}>
      <h1>管理</h1>
      <div className={styles.forms}>
        <section aria-labelledby="new-account">
          <h2 id="new-account">增加账号</h2>
          <AccountForm create={createAccount} units={units} />
        </section>
        <section aria-labelledby="new-unit">
          <h2 id="new-unit">增加单位</h2>
          <UnitForm create={createUnit} units={units} />
        </section>
      </div>
      <section aria-labelledby="accounts">
        <h2 id="accounts">账号</h2>
        <AccountTable
          accounts={accounts.map(({ lockedUntil, ...account }) => ({ ...account, isLocked: lockedUntil !== null && lockedUntil > now }))}
          reset={resetPassword}
          signOut={signOutAccount}
          close={closeAccount}
        />
      </section>
    </main>
  )
}
