'use server'
import { generalAction } from '@/server/gate/gate'
import { show } from '@/server/gate/show'
import * as inbox from '@/server/work/inbox'

export const readOne = generalAction(undefined, inbox.noticeNumber, async (passed, given) => show('/', await inbox.readOne(passed, given)))

export const readAll = generalAction(undefined, inbox.noticeNumber, async (passed, given) => show('/', await inbox.readAll(passed, given)))
