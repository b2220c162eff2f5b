import type { Store } from '@/db/engine/client'
import { changeUnits } from '@/db/people/unit-changes'
import { planClosing, planMerger, planMove, planRename } from '@/db/people/unit-plans'

const now = new Date('2026-01-20T02:00:00Z')

/** For tests: closes a unit from a day on, merged into another one if there is a successor. */
export async function closeUnit(
  store: Store,
  unit: number,
  { closedOn, successor = null }: { closedOn: string; successor?: number | null }
) {
  const given = { day: closedOn }
  return changeUnits(
    store,
    (inside) =>
      successor === null
        ? planClosing(inside, { unit, ...given })
        : planMerger(inside, { kind: 'merge', units: [unit], successor, ...given }),
    { by: null, now }
  )
}

/** For tests: gives a unit another name from a day on. */
export const renameUnit = (store: Store, unit: number, name: string, day: string) =>
  changeUnits(store, (inside) => planRename(inside, { unit, name, day }), { by: null, now })

/** For tests: hangs a unit below another one. */
export const moveUnit = (store: Store, unit: number, above: number, day = '2020-01-01') =>
  changeUnits(store, (inside) => planMove(inside, { units: [unit], above, day }), { by: null, now })
