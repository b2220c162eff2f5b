import { DEMO_ACCOUNTS } from '@/db/demo/demo-city'
import { seedDemo } from '@/db/demo/seed'
import type { Store } from '@/db/engine/client'
import { dayOf } from '@/report/workflow/dates'
import { ROLE_NAMES } from '@/report/workflow/roles'
import { env } from '@/server/base/env'
import { hashPassword } from '@/server/gate/password'

/** Only the demonstration has a password everybody knows; it runs on a database of its own. */
const DEMO_PASSWORD = 'nianbao2019'

/** Fills an empty database with the example city. */
export async function fillDemo(store: Store, now: Date): Promise<void> {
  await seedDemo(store, { password: await hashPassword(DEMO_PASSWORD), today: dayOf(now), now })
}

export type AccountGroup = { title: string; accounts: { name: string; unit: string; roles: string }[] }

/** The accounts to show on the sign-in page of the demonstration; nothing otherwise. */
export function listDemoAccounts(): { password: string; groups: AccountGroup[] } | undefined {
  if (!env().DEMO) return undefined
  const groups = DEMO_ACCOUNTS.map(({ title, accounts }) => ({
    title,
    accounts: accounts.map(({ name, unit, roles }) => ({ name, unit, roles: roles.map((role) => ROLE_NAMES[role]).join('、') }))
  }))
  return { password: DEMO_PASSWORD, groups }
}
