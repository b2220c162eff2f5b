import type { Store } from '@/db/engine/client'
import { addUnits } from '@/db/people/listed-units'
import { issueTask } from '@/db/people/tasks'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser, addUsers, setPassword } from '@/db/people/users'
import { RULES_VERSION } from '@/report/report'
import { findTemplate } from '@/report/templates'
import { UNIT_LEVELS } from '@/report/unit'
import { statutoryCampaign } from '@/report/workflow/deadline'
import type { State } from '@/report/workflow/states'

const DAY = 86_400_000

const STATES: readonly (State | undefined)[] = ['PUBLISHED', 'APPROVED', 'SUBMITTED', 'RETURNED', 'DRAFT', undefined]

/** A task for everybody below a unit, but for its year and dates. */
export const taskOf = (unit: number) => ({
  ...{ unit, levels: UNIT_LEVELS, kinds: ['department', 'government'] as const, excuses: new Map<number, string>(), reviews: {} },
  ...{ notice: '请按时报送。', requirements: '' }
})

const CHARACTERS = '望湖云岭清河柳塘石桥新禾青溪白果杨坪河湾渡口'
const OFFICES =
  '教育 公安 民政 司法 财政 住房保障 自然资源 生态环境 交通运输 水利 农业农村 商务 文化旅游 卫生健康 应急管理 审计 市场监督 统计 医疗保障 信访 体育 林业 城市管理 数据资源 退役军人事务'
    .split(' ')
    .map((name) => `${name}局`)
const districtOf = (i: number) => `${CHARACTERS[i % 20]}${CHARACTERS[(i * 7 + 3) % 19]}${CHARACTERS[Math.floor(i / 2) % 17]}区`
const officeOf = (i: number) =>
  `${OFFICES[i % OFFICES.length]}${['', '综合服务中心', '执法大队', '第一管理所'][Math.floor(i / OFFICES.length)] ?? i}`

/** A city of thirty districts with so many units, each with a filler; last year published, this one in all states. */
export async function addLargeCity(store: Store, { units, year, now }: { units: number; year: number; now: Date }) {
  const before = new Date(now.getTime() - 30 * DAY)
  const chief = (await addUser(store, { name: 'chief', fullName: '李禾', password: 'x', now: before })) as number
  await setPassword(store, chief, 'x', false)
  const city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now: before })
  await addMembership(store, { user: chief, unit: city, role: 'reviewer' })
  const districts = Array.from({ length: 30 }, (_, i) => ({
    name: `${districtOf(i)}人民政府`,
    level: 'county' as const,
    kind: 'government' as const,
    above: city,
    reviewedBy: null,
    now: before
  }))
  const offices = Array.from({ length: units - 31 }, (_, i) => ({
    name: `${districtOf(i % 30)}${officeOf(Math.floor(i / 30))}`,
    kind: 'department' as const,
    above: `${districtOf(i % 30)}人民政府`,
    reviewedBy: null,
    now: before
  }))
  await addUnits(store, [...districts, ...offices], [])
  const { t } = store
  const all = await store.read.select({ id: t.units.id, name: t.units.name, kind: t.units.kind }).from(t.units)
  const clerks = all.map(({ id }) => ({
    name: `clerk${id}`,
    fullName: `${CHARACTERS[id % 20]}${CHARACTERS[(id * 7) % 19]}${CHARACTERS[(id * 3) % 17]}`,
    officePhone: `0554-${1_000_000 + id}`,
    password: 'x',
    now: before,
    memberships: [{ unit: id, role: 'filler' as const }]
  }))
  for (let i = 0; i < clerks.length; i += 500) await addUsers(store, clerks.slice(i, i + 500))
  const task = taskOf(city)
  await issueTask(store, { ...task, year: year - 1, dates: statutoryCampaign(year - 1) }, { issue: 0, by: chief, on: before })
  const start = performance.now()
  await issueTask(store, { ...task, year, dates: statutoryCampaign(year) }, { issue: 0, by: chief, on: before })
  const issued = performance.now() - start
  for (const one of [year - 1, year]) {
    const filed = all.flatMap((unit, i) => {
      const state = one < year ? 'PUBLISHED' : STATES[i % STATES.length]
      return state ? [{ ...unit, state }] : []
    })
    for (let i = 0; i < filed.length; i += 500) await file(store, filed.slice(i, i + 500), one, chief, before)
  }
  return { city, chief, issued }
}

async function file(
  store: Store,
  units: { id: number; name: string; kind: 'department' | 'government'; state: State }[],
  year: number,
  by: number,
  on: Date
) {
  const { t } = store
  await store.tx(async (db) => {
    const template = findTemplate(year)?.id as 'F2021'
    const frozen = { year, revision: 1, template, rules: RULES_VERSION, version: 4, changeNote: '', savedOn: on }
    const made = await db
      .insert(t.reports)
      .values(
        units.map(({ id, name, kind, state }) => ({
          ...{ unit: id, unitName: name, kind, state, ...frozen },
          ...{ arrivedOn: state === 'DRAFT' ? null : on, returns: state === 'DRAFT' ? 0 : 1, movedOn: on }
        }))
      )
      .returning({ id: t.reports.id, state: t.reports.state })
    const steps = made.flatMap(({ id, state }) =>
      (state === 'DRAFT' ? (['start'] as const) : (['start', 'submit', 'claim', 'return', 'submit'] as const)).map((name, version) => ({
        ...{ report: id, version, name, from: null, to: name === 'submit' ? ('SUBMITTED' as const) : state, reason: '', by, on },
        ...{ payload: '', previous: '', hash: '' }
      }))
    )
    await db.insert(t.events).values(steps)
  })
}
