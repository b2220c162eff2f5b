'use server'
import { z } from 'zod'
import { batchId, batchRequest, cancelOwnBatch, followBatches, orderBatch, resumeOwnBatch } from '@/server/batch/order-batch'
import { generalAction } from '@/server/gate/gate'

export const start = generalAction(undefined, batchRequest, orderBatch)

export const follow = generalAction(undefined, z.object({}), followBatches, { isPolling: true })

export const cancel = generalAction(undefined, batchId, cancelOwnBatch)

export const resume = generalAction(undefined, batchId, resumeOwnBatch)
