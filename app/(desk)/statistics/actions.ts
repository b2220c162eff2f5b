'use server'
import { generalAction } from '@/server/gate/gate'
import { keeping, keepStatistics } from '@/server/statistics/kept-units'

export const keep = generalAction(undefined, keeping, keepStatistics)
