'use server'
import { generalAction } from '@/server/gate/gate'
import { show } from '@/server/gate/show'
import { chase, chaseOwing } from '@/server/board/chase'

export const sendChase = generalAction('reviewer', chase, async (passed, given) => show('/queue/chase', await chaseOwing(passed, given)))
