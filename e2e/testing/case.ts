import { setChain } from '@/db/people/units'
import { findCredentials } from '@/db/people/users'
import { listAnswers, saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { addReply, addThread, listThreads, settleThread } from '@/db/reports/comments'
import { readReport } from '@/db/reports/reports'
import { opened, openFiling, take } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import type { Values } from '@/report/values'
import type { Board } from '@/report/workflow/comment'
import type { Step } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'
import type { World } from './world'

/** The year whose reports are not late yet, so that a clean report has no findings. */
export const YEAR = new Date().getFullYear()

/** A bureau under a city, with a person for every role in the workflow, and a report to hand in; people are named by their account. */
export async function openCase(world: World, { chain = [], values = {} }: { chain?: Step[]; values?: Values } = {}) {
  const { store } = world
  const city = await world.unit('甲市人民政府', { kind: 'government' })
  const bureau = await world.unit('甲市教育局', { above: city.id })
  await setChain(store, bureau.id, chain)
  const people = {
    filler: await world.user(bureau, 'filler'),
    checker: await world.user(bureau, 'checker'),
    secrecy: await world.user(bureau, 'secrecy'),
    signer: await world.user(bureau, 'signer'),
    reviewer: await world.user(city, 'reviewer'),
    colleague: await world.user(city, 'reviewer'),
    admin: await world.user(city, 'admin')
  }
  type Person = keyof typeof people
  const idOf = async (who: Person) => (await findCredentials(store, people[who]))?.id as number
  const report = await world.report(bureau, YEAR, cleanReport(YEAR, values).values)
  let saves = 0
  return {
    ...people,
    bureau,
    city,
    report,
    /** Takes a step of the workflow as somebody would in another window. */
    step: async (name: TransitionName, who: Person, more: { reason?: string; changeNote?: string } = {}, id = report) => {
      const moved = await take(store, name, id, await idOf(who), { now: new Date(), ...more })
      if (!moved.ok) throw new Error(`${name}: ${JSON.stringify(moved)}`)
      return moved.report
    },
    ask: async (who: Person, at: string, text: string, { quote = '', board = 'comments' as Board } = {}) => {
      const purpose = board === 'comments' ? ('comment' as const) : ('internalComment' as const)
      return addThread(store, await opened(store, purpose, report, await idOf(who)), board, { at, quote, text, now: new Date() })
    },
    answer: async (who: Person, at: string, text: string) => {
      const thread = (await listThreads(store, report, 'comments')).find((one) => one.at === at)?.id as number
      const as = await opened(store, 'reply', report, await idOf(who))
      return addReply(store, as, 'comments', { thread, text, asks: false, now: new Date() })
    },
    closeAll: async (who: Person) => {
      for (const { id } of await listThreads(store, report, 'comments')) {
        const as = await opened(store, 'comment', report, await idOf(who))
        await settleThread(store, as, 'comments', { thread: id, isClosed: true, now: new Date() })
      }
    },
    /** Fills in values as the unit does, and explains every finding that needs an explanation. */
    type: async (texts: Values, id = report) => {
      const filing = await openFiling(store, id)
      const before = (await readReport(store, filing)).values
      const as = await opened(store, 'edit', id, await idOf('filler'))
      const cells = Object.entries(texts).map(([at, now]) => ({ at, was: before[at] ?? '', now, how: 'typed' as const }))
      if (cells.length > 0) await saveCells(store, as, { saveId: `case-save-${++saves}`, cells, now: new Date() })
      for (const { key, basis } of (await judgeFiling(store, filing, new Date())).filter(isOpen)) {
        await saveAnswer(store, as, { finding: key, basis, text: '已逐项核实。', now: new Date() })
      }
      return listAnswers(store, id)
    },
    filing: (id = report) => openFiling(store, id),
    threads: (board: Board = 'comments', id = report) => listThreads(store, id, board)
  }
}
