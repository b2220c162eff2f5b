import type { Store } from '@/db/engine/client'
import { grant, type Opened, type Purpose } from '@/db/permission'
import { type Filing, findFiling } from '@/db/reports/reports'
import { type Moved, moveReport } from '@/db/workflow/transitions'
import type { TransitionName } from '@/report/workflow/transitions'

/** For tests: a revision that must be there. */
export async function openFiling(store: Store, report: number): Promise<Filing> {
  const filing = await findFiling(store, report)
  if (!filing) throw new Error(`no report ${report}`)
  return filing
}

/** For tests: what the gate would grant somebody who may. */
export async function opened<P extends Purpose>(store: Store, purpose: P, report: number, user: number): Promise<Opened<P>> {
  return grant(purpose, await openFiling(store, report), user)
}

/** For tests: a step decided on the report as it stands. */
export async function take(
  store: Store,
  name: TransitionName,
  report: number,
  user: number,
  given: Partial<Parameters<typeof moveReport>[3]> & { now: Date }
): Promise<Moved> {
  const filing = await openFiling(store, report)
  return moveReport(store, grant(name, filing, user), name, { version: filing.version, ...given })
}
