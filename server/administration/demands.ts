import { listDemandingTasks } from '@/db/people/tasks'
import { listUnitsAbove } from '@/db/people/units'
import { readRequirements } from '@/report/task/read-requirements'
import { sayRequirement } from '@/report/task/requirement'
import { findTemplate } from '@/report/templates'
import type { Passed } from '@/server/gate/gate'
import { listBelow } from '@/server/gate/reach'

/** 任务要求 of the tasks that concern somebody's units or that he answers for, latest year first. */
export async function listDemands({ store, user }: Passed): Promise<{ unit: number; issuer: string; year: number; says: string[] }[]> {
  const units = new Set<number>()
  for (const { unit } of user.memberships) for (const above of await listUnitsAbove(store, unit)) units.add(above)
  for (const { id } of await listBelow({ store, user }, 'admin')) units.add(id)
  return (await listDemandingTasks(store, [...units])).flatMap(({ unit, issuer, year, requirements }) => {
    const template = findTemplate(year)
    return template ? [{ unit, issuer, year, says: readRequirements(requirements, template).requirements.map(sayRequirement) }] : []
  })
}
