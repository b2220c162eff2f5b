import type { Store } from '@/db/engine/client'
import { addUnit, setChain } from '@/db/people/units'
import { addMembership } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { addThread } from '@/db/reports/comments'
import { startReport } from '@/db/reports/reports'
import { readInPast } from '@/db/testing/past'
import { opened, openFiling, take } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { addWaiver } from '@/db/workflow/transitions'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import { OWN_ROLES, type Role } from '@/report/workflow/roles'
import type { TransitionName } from '@/report/workflow/transitions'
import type { Theirs } from './access-routes'
import { READERS, type Situation } from './rights-table'

/** What was typed before the report was handed in, and what since: whoever reads the one may not read the other. */
export const [HANDED_IN, UNSENT] = ['这句话已经交出去了。', '这句话还没有交出去。']
const TEXT = '人手不足，今后将加强培训。'

/** Whether what was typed first has reached the reviewing unit. */
export const isArrived = (situation: Situation) => READERS[situation].includes('reviewer') || situation === 'CHECKING, once more'

/** `city`: the unit above; `idOf`: an account for each role of it, and another reviewer. */
type Cast = { store: Store; city: number; idOf: (who: Role | 'colleague') => number }

/** A unit of its own with a report that went the way to a situation, by the people of a city. */
export async function bringTo(situation: Situation, { store, city, idOf }: Cast): Promise<Theirs> {
  const unitName = `午市${situation}局`
  const unit = { id: await addUnit(store, { name: unitName, kind: 'department', above: city, now: new Date() }), name: unitName }
  await setChain(store, unit.id, ['CHECKING', 'SECRECY', 'SIGNING'])
  for (const role of OWN_ROLES) await addMembership(store, { user: idOf(role), unit: unit.id, role })
  const { values } = cleanReport(2024)
  const started = { unit: { ...unit, kind: 'department' as const }, year: 2024, by: idOf('filler'), now: new Date() }
  const first = `${TEXT}${isArrived(situation) ? HANDED_IN : UNSENT}`
  let report = (await startReport(store, { ...started, values: { ...values, problems: first } })) as number

  const step = async (name: TransitionName, who: Role | 'colleague') => {
    const moved = await take(store, name, report, idOf(who), { now: new Date(), reason: '请核对数字', changeNote: '更正数字' })
    if (!moved.ok) throw new Error(`${situation}: ${name}: ${JSON.stringify(moved)}`)
    return moved.report
  }
  const submit = async () => {
    for (const { key, basis } of (await judgeFiling(store, await openFiling(store, report), new Date())).filter(isOpen)) {
      const may = await opened(store, 'waive', report, idOf('admin'))
      await addWaiver(store, may, { finding: key, basis, text: '同意补报', now: new Date() })
    }
    await step('submit', 'filler')
  }
  const comment = async (who: Role, quote = '') =>
    addThread(store, await opened(store, 'comment', report, idOf(who)), 'comments', {
      at: 'problems',
      quote,
      text: '请核对。',
      now: new Date()
    })
  const type = async (was: string, now: string) => {
    const cells = [{ at: 'problems', was, now, how: 'typed' as const }]
    const given = { saveId: `save-${situation}-${now.length}`, cells, now: new Date() }
    await saveCells(store, await opened(store, 'edit', report, idOf('filler')), given)
  }
  const passTo = async (...roles: Role[]) => {
    for (const role of roles) await step('pass', role)
  }
  const handIn = async () => {
    await submit()
    await passTo('checker', 'secrecy', 'signer')
  }
  const sendBack = async (who: Role, name: TransitionName) => {
    await comment(who, who === 'checker' ? UNSENT : '')
    await step(name, who)
  }
  const comeBack = async () => {
    await handIn()
    await step('claim', 'reviewer')
    await sendBack('reviewer', 'return')
    await type(first, `${TEXT}${UNSENT}`)
  }
  const publish = async () => {
    await handIn()
    await step('claim', 'reviewer')
    await step('approve', 'reviewer')
    await step('publish', 'reviewer')
  }
  const ways: Record<Situation, () => Promise<unknown>> = {
    DRAFT: async () => undefined,
    NOT_REQUIRED: () => step('excuse', 'reviewer'),
    CHECKING: submit,
    SECRECY: async () => [await submit(), await passTo('checker')],
    SIGNING: async () => [await submit(), await passTo('checker', 'secrecy')],
    'RETURNED inside the unit': async () => [await submit(), await sendBack('checker', 'sendBack')],
    SUBMITTED: handIn,
    'DRAFT, withdrawn': async () => [await handIn(), await step('withdraw', 'filler')],
    IN_REVIEW: async () => [await handIn(), await step('claim', 'reviewer')],
    RETURNED: comeBack,
    'CHECKING, once more': async () => [await comeBack(), await submit()],
    'RETURNED inside, once more': async () => [await comeBack(), await submit(), await sendBack('checker', 'sendBack')],
    APPROVED: async () => [await handIn(), await step('claim', 'reviewer'), await step('approve', 'reviewer')],
    PUBLISHED: publish,
    WITHDRAWN: async () => [await publish(), await step('askTakeDown', 'reviewer'), await step('takeDown', 'colleague')],
    IMPORTED: async () => {
      report = await readInPast(store, { ...started, year: 2023, values: { ...values, problems: first } })
    },
    SUPERSEDED: async () => {
      await publish()
      const old = report
      report = await step('correct', 'reviewer')
      await publish()
      report = old
    }
  }
  await ways[situation]()
  const { state, year } = await openFiling(store, report)
  if (!situation.startsWith(state)) throw new Error(`${situation} is ${state}`)
  return { report, unit: unit.id, unitName, account: idOf('filler'), notice: 0, year }
}
