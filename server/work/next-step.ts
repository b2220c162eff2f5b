import type { Reader } from '@/db/engine/client'
import type { UnitInTree } from '@/db/people/unit-tree'
import { type Filing, listUnderWay } from '@/db/reports/reports'
import { findNextSteps, type NextStep, type Person } from '@/db/workflow/next-steps'
import { dayOf, printDay } from '@/report/workflow/dates'
import { ROLE_NAMES } from '@/report/workflow/roles'
import { type EventName, eventWords } from '@/report/workflow/transitions'

/**
 * The next step of a report as a page tells it; `isStuck`: nobody can take it; `isMine`: the viewer can; `mendAt`: where the
 * viewer can mend that.
 */
export type NextStepWords = { words: string; isStuck: boolean; isMine: boolean; mendAt?: string }

const MOST_NAMES = 3

const nameOf = ({ name }: Person) => name

/** With the telephone, of whoever is waited for. */
const contactOf = ({ name, phone }: Person) => (phone ? `${name} ${phone}` : name)

const list = (people: readonly Person[], tell = nameOf) =>
  `${people.slice(0, MOST_NAMES).map(tell).join('、')}${people.length > MOST_NAMES ? `等 ${people.length} 人` : ''}`

/** The next step of a report in words, for somebody. */
export function tellNextStep({ name, role, people, lack, barred, place, isOwn, menders }: NextStep, user: number): NextStepWords {
  const title = ROLE_NAMES[role]
  const isMender = menders.some(({ id }) => id === user)
  const who = isMender ? '请' : menders.length > 0 ? `请管理员 ${list(menders, contactOf)} ` : '请系统维护人员'
  if (lack === undefined) {
    const isNew = people.length > 0 && people.every((one) => one.isNew)
    const does = name === 'publish' ? '公布' : name === 'submit' ? '提交审核' : '办理'
    return {
      words: `等待${title}${does}${people.length > 0 ? `（${list(people, contactOf)}${isNew ? '，尚未首次登录' : ''}）` : ''}${
        isNew ? `。登录链接失效的，${who}重新生成` : ''
      }`,
      isStuck: false,
      isMine: people.some(({ id }) => id === user),
      ...(isNew && isMender && { mendAt: `/admin/users/${people[0]?.id}` })
    }
  }
  const why = {
    nobody: `“${place.name}”没有${title}`,
    'own work': `${title}${list(barred)}参与了填报，不能审核自己填报的年报`,
    locked: `${title}${list(barred)}的账号已锁定`
  }[lack]
  const alone = lack === 'own work' && role === 'reviewer' && isOwn ? '，或者将审核单位改为“本单位（自行审核公布）”' : ''
  const what = `${lack === 'locked' ? '解锁账号，或者' : ''}增加${title}${alone}`
  return {
    words: `无人办理：${why}，${who}${what}`,
    isStuck: true,
    isMine: false,
    mendAt: isMender ? `/admin/units/${place.id}` : undefined
  }
}

/** The same for one report as it lies in the database; undefined where it waits for nobody. */
export async function readNextStep(reader: Reader, filing: Filing, user: number, now: Date): Promise<NextStepWords | undefined> {
  const next = (await findNextSteps(reader, [filing], now)).get(filing.id)
  return next && tellNextStep(next, user)
}

/** The stuck reports of some units, for their administrator, by unit and year. */
export async function listStuck(reader: Reader, units: readonly UnitInTree[], user: number, now: Date) {
  const queued = await listUnderWay(
    reader,
    units.map(({ id }) => id)
  )
  const steps = await findNextSteps(reader, queued, now, units)
  return queued.flatMap(({ id, unit, unitName, year, state }) => {
    const next = steps.get(id)
    return next?.lack ? [{ id, unit, unitName, year, state, next: tellNextStep(next, user) }] : []
  })
}

/** A request that waits for an answer, in words. */
export const tellRequest = ({ name, by, reason, on }: { name: EventName; by: string; reason: string; on: Date }): string =>
  `${by} ${printDay(dayOf(on))}${eventWords(name)}：${reason}`
