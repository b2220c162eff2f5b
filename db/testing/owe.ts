import type { Store } from '@/db/engine/client'
import { findTask, issueTask } from '@/db/people/tasks'
import { addUser } from '@/db/people/users'
import { UNIT_LEVELS } from '@/report/unit'
import { statutoryCampaign } from '@/report/workflow/deadline'

/** For tests: issues a year's task with the dates of the law, or those that were set, to a unit and all below it. */
export async function owe(store: Store, unit: number, year: number, on: Date): Promise<void> {
  const name = 'issuer'
  const [known] = await store.read.select({ id: store.t.users.id, name: store.t.users.name }).from(store.t.users).limit(1)
  const by = known?.id ?? (await addUser(store, { name, password: null, now: on }))
  const task = await findTask(store, unit, year)
  await issueTask(
    store,
    {
      ...{ unit, year, dates: task ?? statutoryCampaign(year), levels: UNIT_LEVELS, kinds: ['department', 'government'] },
      ...{ excuses: new Map(), reviews: {}, notice: '', requirements: '' }
    },
    { issue: task?.issue ?? 0, by: by as number, on }
  )
}
