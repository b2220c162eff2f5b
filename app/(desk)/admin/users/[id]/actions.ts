'use server'
import { z } from 'zod'
import type { Role } from '@/report/workflow/roles'
import * as accounts from '@/server/administration/accounts'
import { accountAction, manageAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

export const addRole = accountAction(accounts.newRole, async (managing, given) => show('/admin', await accounts.addRole(managing, given)))

const takeRole = manageAction(accounts.heldRole, async (managing, given) => show('/admin', await accounts.removeRole(managing, given)))

export async function removeRole(account: number, held: { unit: number; role: Role; knowing?: string }) {
  return takeRole({ ...held, account })
}

export const saveProfile = accountAction(accounts.profile, async (managing, given) =>
  show('/admin', await accounts.saveProfile(managing, given))
)

export const handOver = accountAction(accounts.heirField, async (managing, given) =>
  show('/admin', await accounts.handOver(managing, given))
)

export const resetPassword = accountAction(z.unknown(), async (managing) => show('/admin', await accounts.resetPassword(managing)))

export const renewLink = accountAction(z.unknown(), accounts.renewLink)

export const signOutAccount = accountAction(z.unknown(), async (managing) => show('/admin', await accounts.signOutAccount(managing)))

export const lockAccount = accountAction(z.boolean(), async (managing, is) => show('/admin', await accounts.lockAccount(managing, is)))

const close = accountAction(accounts.closing, async (managing, given) => show('/admin', await accounts.closeAccount(managing, given)))

export async function closeAccount(account: number, isClosed: boolean, knowing?: string) {
  return close(account, { isClosed, knowing })
}
