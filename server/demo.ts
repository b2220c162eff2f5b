import type { Store } from '@/db/client'
import { DEMO_ACCOUNTS, seedDemo } from '@/db/seed'
import { dayOf } from '@/report/deadline'
import { ROLE_NAMES } from '@/report/status'
import { env } from './env'
import { hashPassword } from './password'

/** Only the demonstration has a password everybody knows; it runs on a database of its own. */
const DEMO_PASSWORD = 'nianbao2019'

/** Fills an empty database with the example city. */
export async function fillDemo(store: Store, now: Date): Promise<void> {
  await seedDemo(store, { password: await hashPassword(DEMO_PASSWORD), today: dayOf(now), now })
}

/** The accounts to show on the sign-in page of the demonstration; none otherwise. */
export function listDemoAccounts(): { name: string; password: string; words: string }[] {
  if (!env().DEMO) return []
  return DEMO_ACCOUNTS.map(({ name, unit, roles }) => ({
    name,
    password: DEMO_PASSWORD,
    words: `${unit} ${roles.map((role) => ROLE_NAMES[role]).join('、')}`
  }))
}
