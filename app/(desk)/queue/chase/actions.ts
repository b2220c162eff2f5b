'use server'
import { chase, chaseOwing } from '@/server/board/chase'
import { generalAction } from '@/server/gate/gate'
import { show } from '@/server/gate/show'

export const sendChase = generalAction('reviewer', chase, async (passed, given) => show('/queue/chase', await chaseOwing(passed, given)))
