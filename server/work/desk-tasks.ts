import type { Reader } from '@/db/engine/client'
import { listObligations } from '@/db/people/obligations'
import { findTask } from '@/db/people/tasks'
import { findUnits, tellApart } from '@/db/people/units'
import { listApplications } from '@/db/season/applications'
import { type Attachment, listAttachments } from '@/db/season/attachments'
import { listStands } from '@/db/workflow/stands'
import { listYears } from '@/report/templates'
import { dayOf, daysUntil } from '@/report/workflow/dates'
import { extend } from '@/report/workflow/deadline'
import { type Passed, unitsWith } from '@/server/gate/gate'

/** What a task is told with. */
export type TaskNotice = { notice: string; attachments: Attachment[] }

const NOTHING: TaskNotice = { notice: '', attachments: [] }

/** The notices of tasks with their files, each read once; by issuer and year. */
export async function readTaskNotices(reader: Reader, tasks: readonly { task: number; year: number }[]): Promise<Map<string, TaskNotice>> {
  const told = new Map<string, TaskNotice>()
  for (const { task, year } of tasks) {
    if (told.has(`${task} ${year}`)) continue
    const notice = (await findTask(reader, task, year))?.notice ?? ''
    told.set(`${task} ${year}`, { notice, attachments: await listAttachments(reader, [task], year) })
  }
  return told
}

/** What a unit was asked for and has not begun, or need not report and why. */
export type DeskTask = TaskNotice & {
  unit: number
  unitName: string
  year: number
  due: string
  isExtended: boolean
  daysLeft: number
  /** Who issued it with which notice, and who will review. */
  issuer: string | undefined
  reviewer: string | undefined
  excuse: string | null
  /** 延期 that was asked for and is not answered yet. */
  askedUntil?: string
}

/** 延期 these units asked for that is not answered yet: until when, by unit and year. */
export async function listAskedTime(reader: Reader, units: readonly number[]): Promise<Map<string, string>> {
  const open = (await listApplications(reader, units)).filter(({ is, until }) => is === 'open' && until !== null)
  return new Map(open.map(({ unit, year, until }) => [`${unit} ${year}`, until as string]))
}

/** The tasks of this year and the last that units somebody fills in for, his own or others, have not begun, the nearest date first. */
export async function listTasks({ store, user, now }: Passed, own = unitsWith(user, 'filler')): Promise<DeskTask[]> {
  const [latest = 0] = listYears(dayOf(now))
  const open = []
  for (const year of [latest, latest - 1])
    open.push(...(await listStands(store, own, year)).flatMap((one) => (one.report === null ? [{ ...one, year }] : [])))
  if (open.length === 0) return []
  const owed = new Map((await listObligations(store, own)).map((one) => [`${one.unit} ${one.year}`, one]))
  const asked = open.flatMap((one) => {
    const obligation = owed.get(`${one.unit} ${one.year}`)
    // What was never asked for, and last year's 无需报送, is of no use on a desk.
    return obligation?.task && (one.year === latest || one.state === 'NOT_STARTED') ? [{ ...one, obligation, task: obligation.task }] : []
  })
  const units = await findUnits(store, [...new Set(asked.flatMap(({ obligation, task }) => [task, obligation.reviewer ?? task]))])
  const nameOf = (id: number | null) => units.find((unit) => unit.id === id)?.name
  const told = await readTaskNotices(store, asked)
  const time = await listAskedTime(store, own)
  const tasks = asked.map((one): DeskTask => {
    const { unit, name, year, excuse, obligation, task } = one
    const { due, isExtended } = extend(one, one.extendedUntil)
    return {
      ...{ unit, unitName: name, year, due, isExtended, daysLeft: daysUntil(due, dayOf(now)), excuse },
      ...{ issuer: nameOf(task), reviewer: nameOf(obligation.reviewer), ...(told.get(`${task} ${year}`) ?? NOTHING) },
      askedUntil: time.get(`${unit} ${year}`)
    }
  })
  return (await tellApart(store, tasks)).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}
