'use server'
import { profile, saveOwnProfile as save } from '@/server/administration/accounts'
import { generalAction } from '@/server/gate/gate'
import { show } from '@/server/gate/show'

export const saveOwnProfile = generalAction(undefined, profile, async (passed, given) => show('/', await save(passed, given)))
