import { mkdtempSync } from 'node:fs'
import { openStore } from '@/db/engine/client'
import { seed } from '@/bench/measures/board'
import { listReached, listQueued } from '@/db/workflow/queue'
import { listReviewedUnits, listUnitsBelow } from '@/db/people/units'
import { listStands } from '@/db/workflow/stands'
import { listCourses, listContacts } from '@/db/workflow/season'
import { groupUnits } from '@/server/board/groups'
import { readLines, openSummary, openBoard } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
const s = await openStore(mkdtempSync('/tmp/bb-')+'/a.db')
const { city, chief } = await seed(s, 3000)
const Y = 2026
const passed = { store: s, now: new Date(), user: { id: chief, memberships: [{ unit: city, role: 'reviewer' }] } } as never
const t = async (n: string, f: () => unknown) => { await f(); const a: number[] = []; for (let i=0;i<9;i++){ const c=process.cpuUsage(); await f(); const d=process.cpuUsage(c); a.push((d.user+d.system)/1000)} console.log(n, a.sort((x,y)=>x-y)[4]?.toFixed(1)) }
const units = await listUnitsBelow(s, [city]); const ids = units.map(u=>u.id)
await t('below', () => listUnitsBelow(s, [city]))
await t('reviewed', () => listReviewedUnits(s, [city]))
await t('reached', () => listReached(s, [city]))
await t('stands', () => listStands(s, ids, Y))
await t('courses', () => listCourses(s, ids, Y))
await t('courses-1', () => listCourses(s, ids, Y-1))
await t('groups', () => groupUnits(units))
await t('lines', () => readLines(passed, Y))
await t('summary', () => openSummary(passed, Y))
await t('board', () => openBoard(passed, readBoardFilter({year:'2026'})))
await s.close()
