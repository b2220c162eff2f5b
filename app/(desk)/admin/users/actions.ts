'use server'
import { createAccount as create, newAccount } from '@/server/administration/accounts'
import { manageAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

export const createAccount = manageAction(newAccount, async (managing, given) => show('/admin', await create(managing, given)))
