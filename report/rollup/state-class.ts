import type { State } from '@/report/workflow/states'

/** 计入范围: how sure a report must be to be counted. An aggregate counts one class, never a mixture. */
export const STATE_CLASSES = {
  published: { name: '已公布', states: ['PUBLISHED'] },
  approved: { name: '审核通过以上', states: ['APPROVED', 'PUBLISHED'] },
  submitted: { name: '已报送以上', states: ['SUBMITTED', 'IN_REVIEW', 'APPROVED', 'PUBLISHED'] }
} as const satisfies Record<string, { name: string; states: readonly State[] }>

export type StateClass = keyof typeof STATE_CLASSES

export const STATE_CLASS_KEYS = Object.keys(STATE_CLASSES) as StateClass[]

/** What an aggregate counts unless another class is chosen; its steps demand no less of each member. */
export const COUNTED: StateClass = 'approved'
