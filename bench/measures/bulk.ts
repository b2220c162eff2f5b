import { onBothEngines } from '@/bench/by-hand'
import type { Row } from '@/bench/results'
import { median, ms, timeEach } from '@/bench/samples'
import type { Store } from '@/db/engine/client'
import { addReadFile } from '@/db/imports/read-files'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { understandReport } from '@/report/understanding/understand-report'
import type { Passed } from '@/server/gate/gate'
import { listImportUnits, listOpenDoubts, summarize } from '@/server/import/bulk-list'
import { showBulk } from '@/server/import/bulk-page'
import { inventReport } from '@/server/testing/foreign/foreign-files'

export const name = 'bulk'

const UNITS = 500
const YEARS = 5
const VISITS = 60
/** Milliseconds for which nobody else is answered. */
const MOST_MS = 50

/** Five years of a city, read in by one person: what the page of a bulk import asks for each time it is drawn. */
export const measure = () => onBothEngines(measureBulk)

async function measureBulk(store: Store, engine: string): Promise<Row[]> {
  const { passed, ids } = await openCity(store)
  const rows: Row[] = []
  for (const years of [1, YEARS]) {
    await addYears(passed, ids, years === 1 ? [1] : [2, 3, 4, 5])
    const taken = await timeEach(VISITS, async () => showBulk(passed, await listImportUnits(passed), {}))
    const page = await showBulk(passed, await listImportUnits(passed), {})
    rows.push({
      what: `page of a bulk import with ${UNITS * years} files, ${engine}`,
      ours: `median ${ms(median(taken))}, longest ${ms(Math.max(...taken))}`,
      target: `median ≤ ${MOST_MS} ms`,
      met: median(taken) <= MOST_MS,
      note: `what the server reads for it, asked for after every twentieth file; ${UNITS} units, ${(JSON.stringify(page).length / 1000).toFixed(0)} kB to the page`
    })
  }
  const [walk = 0] = await timeEach(1, () => listOpenDoubts(passed))
  rows.push({
    what: `doubts of ${UNITS * YEARS} files, ${engine}`,
    ours: ms(walk),
    note: 'once, when somebody begins to settle them; others are answered in between'
  })
  return rows
}

async function openCity(store: Store): Promise<{ passed: Passed; ids: number[] }> {
  const now = new Date()
  const city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now })
  const ids: number[] = []
  for (let i = 0; i < UNITS; i++) ids.push(await addUnit(store, { name: `甲市第${i}局`, kind: 'department', above: city, now }))
  const id = (await addUser(store, { name: '管理员', password: null, now })) as number
  const memberships = [{ unit: city, role: 'admin' as const }]
  return { passed: { store, now, user: { id, name: '管理员', fullName: '管理员', mustChangePassword: false, memberships } }, ids }
}

/** A file for each unit and year; every tenth has a doubt. */
async function addYears({ store, user, now }: Passed, units: readonly number[], before: readonly number[]): Promise<void> {
  for (const [i, unit] of units.entries())
    for (const ago of before) {
      const year = now.getFullYear() - ago
      const { values, template } = understandReport(inventReport(i % 40))
      const doubts = i % 10 === 0 ? [{ at: 'problems', why: '不能确定', candidates: ['甲', '乙'] }] : []
      const reading = { org: `甲市第${i}局`, year, template: template.id, values, doubts }
      await addReadFile(store, {
        ...{ by: user.id, name: `${year}/${i}.docx`, hash: `${i}`, on: now, fault: '', unit, year },
        ...{ reading: JSON.stringify(reading), about: JSON.stringify(summarize(reading)) }
      })
    }
}
