import type { CallResult } from '@/components/ui/call/call'
import type { Address } from '@/report/template'
import type { Board } from '@/report/workflow/comment'

/** What can be done with remarks; every error is a Chinese sentence. */
export type RemarkActions = {
  comment: (given: { board: Board; at: Address; quote: string; text: string }) => Promise<CallResult>
  reply: (given: { board: Board; thread: number; text: string }) => Promise<CallResult>
  settle: (given: { board: Board; thread: number; isClosed: boolean }) => Promise<CallResult>
}
