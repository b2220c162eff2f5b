import { gt, isNull, or } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { addNotices } from '@/db/people/notices'
import { listHolders } from '@/db/people/users'
import { dayOf, daysUntil } from '@/report/workflow/dates'
import { isOwing, reminderFor, STANDING_NAMES } from '@/report/workflow/progress'
import type { Role } from '@/report/workflow/roles'
import { turnOf } from '@/report/workflow/states'
import { listStandings, type Queued, type Unstarted } from './queue'

/** Reminds those who still owe a report of its deadline, at most once a day each; idempotent across processes. */
export async function remindOwing(store: Store, now: Date): Promise<void> {
  const { tx, t } = store
  const today = dayOf(now)
  for (const { standing, days, stage } of await listDue(store, today)) {
    await tx(async (db) => {
      const inside = { read: db, t }
      const holders = await listHolders(inside, standing.unit, rolesToRemind(standing))
      await addNotices(
        inside,
        holders.map(({ id }) => id),
        {
          report: standing.id,
          text: `${standing.unitName} ${standing.year} 年年报：${wordsFor(days)}，现为“${STANDING_NAMES[standing.state]}”`,
          on: now,
          once: `due ${standing.unit} ${standing.year} ${standing.deadline.due} ${stage}`
        }
      )
    })
  }
}

/** Reports of last year are due, or of this one where a campaign ends early. */
async function listDue(reader: Reader, today: string) {
  const { read, t } = reader
  const units = await read
    .select({
      id: t.units.id,
      name: t.units.name,
      kind: t.units.kind,
      closedOn: t.units.closedOn,
      lastYear: t.units.lastYear,
      precedence: t.units.precedence
    })
    .from(t.units)
    .where(or(isNull(t.units.closedOn), gt(t.units.closedOn, today)))
  const year = Number(today.slice(0, 4))
  const standings = [...(await listStandings(reader, units, year - 1)), ...(await listStandings(reader, units, year))]
  return standings.flatMap((standing) => {
    const days = daysUntil(standing.deadline.due, today)
    const stage = reminderFor(days)
    return stage !== undefined && isOwing(standing.state) && isFirst(standing) ? [{ standing, days, stage }] : []
  })
}

/** A correction is not due on the day of the report itself. */
const isFirst = (standing: Queued | Unstarted) => standing.id === null || standing.revision === 1

/** Whose turn it is, and the filler, who answers for it. */
function rolesToRemind({ state }: Queued | Unstarted): Role[] {
  const turn = state === 'NOT_STARTED' ? undefined : turnOf(state)
  return turn ? ['filler', turn] : ['filler']
}

function wordsFor(days: number): string {
  if (days < 0) return `已过报送截止 ${-days} 天`
  return days === 0 ? '今天报送截止' : `距报送截止还有 ${days} 天`
}
